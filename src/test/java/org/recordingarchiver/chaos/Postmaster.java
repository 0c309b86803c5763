package org.recordingarchiver.chaos;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** The first process of a PostgreSQL server, as {@code postmaster.pid} names it. */
record Postmaster(ProcessHandle process) {

  /** That of a data directory, if its server runs. */
  static Optional<Postmaster> of(Path data) {
    Path file = data.resolve("postmaster.pid");
    try {
      return Files.exists(file)
          ? ProcessHandle.of(Long.parseLong(Files.readAllLines(file).getFirst().strip()))
              .filter(process -> isServer(process, data))
              .map(Postmaster::new)
          : Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The file outlives a server that was killed, and its pid may be another's by then. */
  private static boolean isServer(ProcessHandle process, Path data) {
    return process.info().commandLine().filter(line -> line.contains(data.toString())).isPresent();
  }

  /** SIGKILL for the postmaster: its children end by themselves. */
  void kill() {
    process.destroyForcibly();
    process.onExit().join();
  }

  /** SIGKILL for one of its children: it drops all connections and recovers. */
  void killAChild(RandomGenerator random) {
    List<ProcessHandle> children = process.children().toList();
    if (!children.isEmpty()) {
      children.get(random.nextInt(children.size())).destroyForcibly();
    }
  }
}
