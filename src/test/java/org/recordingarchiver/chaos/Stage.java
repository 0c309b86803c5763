package org.recordingarchiver.chaos;

import java.nio.file.Path;

/** What the worlds of a test share. */
record Stage(OwnServer server, Jvm jvm) implements AutoCloseable {

  /** Makes it in a directory of its own. */
  static Stage open(Path directory) {
    OwnServer server = OwnServer.start(directory);
    return new Stage(server, Jvm.prepare(directory, new ServerLedger(server)));
  }

  @Override
  public void close() {
    server.close();
  }
}
