package org.recordingarchiver.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;

/** A second JVM that holds the server of a home. */
final class OtherProcess {

  private final Process process;
  private final BufferedReader output;
  private int port;

  private OtherProcess(Process process) {
    this.process = process;
    this.output = process.inputReader();
  }

  static OtherProcess begin(Path home) throws IOException {
    return new OtherProcess(
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                ServerHolder.class.getName(),
                home.toString())
            .redirectErrorStream(true)
            .start());
  }

  /** Waits until the process holds the server. */
  int port() throws IOException {
    if (port == 0) {
      port = Integer.parseInt(lineWith("holds ").substring("holds ".length()));
    }
    return port;
  }

  /** Lets the process end in order. */
  void close() throws IOException {
    process.getOutputStream().close();
    lineWith("closed");
    assertThat(process.onExit().join().exitValue()).isZero();
  }

  /** kill -9. */
  void kill() {
    process.destroyForcibly().onExit().join();
  }

  private String lineWith(String start) throws IOException {
    StringBuilder said = new StringBuilder();
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      if (line.startsWith(start)) {
        return line;
      }
      said.append(line).append('\n');
    }
    throw new AssertionError("the process ended without saying \"" + start + "\": " + said);
  }
}
