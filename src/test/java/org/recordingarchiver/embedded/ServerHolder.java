package org.recordingarchiver.embedded;

import java.nio.file.Path;

/** A process of its own that opens the server of a home, and closes it when its input ends. */
final class ServerHolder {

  private ServerHolder() {}

  public static void main(String[] arguments) throws Exception {
    try (SharedServer server = SharedServer.open(Path.of(arguments[0]))) {
      System.out.println("holds " + server.port());
      while (System.in.read() >= 0) {}
    }
    System.out.println("closed");
  }
}
