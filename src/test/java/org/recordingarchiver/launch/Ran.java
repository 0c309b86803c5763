package org.recordingarchiver.launch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A process that ran to its end. */
record Ran(int code, String out, String err) {

  /** Runs the jar that was built. */
  static Ran jar(Path directory, Map<String, String> environment, String... arguments) {
    return in(
        directory,
        environment,
        Stream.concat(fromJar().stream(), Stream.of(arguments)).toArray(String[]::new));
  }

  /** The beginning of a command that runs the jar that was built. */
  static List<String> fromJar() {
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    return List.of(java.toString(), "-Xmx256m", "-jar", System.getProperty("archiver.jar"));
  }

  /** Runs it as people and cron do, by the launcher: in a fraction of the time. */
  static Ran launcher(Path directory, Map<String, String> environment, String... arguments) {
    return in(
        directory,
        PreparedLauncher.environment(environment),
        Stream.concat(Stream.of(PreparedLauncher.SCRIPT), Stream.of(arguments))
            .toArray(String[]::new));
  }

  /** Runs it in this directory, with this environment and no other. */
  static Ran in(Path directory, Map<String, String> environment, String... command) {
    ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
    builder.environment().clear();
    builder.environment().putAll(environment);
    try {
      Path out = Files.createTempFile("out", ".txt");
      Path err = Files.createTempFile("err", ".txt");
      try {
        int code =
            builder.redirectOutput(out.toFile()).redirectError(err.toFile()).start().waitFor();
        return new Ran(code, Files.readString(out), Files.readString(err));
      } finally {
        Files.delete(out);
        Files.delete(err);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
