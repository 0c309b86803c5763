package org.recordingarchiver.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.condition.OS;
import org.recordingarchiver.support.QuickJava;

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
    List<String> command = new ArrayList<>();
    if (OS.LINUX.isCurrentOs()) {
      command.add("setsid"); // its group is then its own
    }
    command.addAll(QuickJava.command());
    command.addAll(List.of(ServerHolder.class.getName(), home.toString()));
    return new OtherProcess(new ProcessBuilder(command).redirectErrorStream(true).start());
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

  /**
   * Ctrl-C. A JVM that was itself started with SIGINT ignored, as shells do in the background, does
   * not hear it: so it is asked to end once more, by itself.
   */
  void interruptGroup() throws IOException {
    new ProcessBuilder("kill", "-INT", "--", "-" + process.pid())
        .inheritIO()
        .start()
        .onExit()
        .join();
    process.toHandle().destroy(); // destroy() of the process would also close its input
    process.onExit().join();
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
