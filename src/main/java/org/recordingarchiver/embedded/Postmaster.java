package org.recordingarchiver.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * What {@code postmaster.pid} says of the server of a data directory (PostgreSQL manual, "Database
 * File Layout"). The file outlives a server that was killed, so its word alone proves nothing.
 */
record Postmaster(Path data, long pid, int port) {

  private static final String FILE = "postmaster.pid";
  private static final int PID = 0;
  private static final int PORT = 3;
  private static final Duration MOMENT = Duration.ofMillis(50);

  /** Empty if there is no such file, or if a power cut left nothing useful in it. */
  static Optional<Postmaster> of(Path data) {
    try {
      List<String> lines = Files.readAllLines(data.resolve(FILE));
      return lines.size() <= PORT
          ? Optional.empty()
          : Optional.of(
              new Postmaster(
                  data,
                  Long.parseLong(lines.get(PID).strip()),
                  Integer.parseInt(lines.get(PORT).strip())));
    } catch (NoSuchFileException | NumberFormatException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw unreadable(data, e);
    }
  }

  /** Removes the file of a server that is gone: PostgreSQL itself trusts any living pid in it. */
  static void forget(Path data) {
    try {
      Files.deleteIfExists(data.resolve(FILE));
    } catch (IOException e) {
      throw unreadable(data, e);
    }
  }

  private static EmbeddedPostgresException unreadable(Path data, IOException e) {
    return new EmbeddedPostgresException(
        "can't access " + data.resolve(FILE) + " (" + e + ")" + ServerDirectory.REMEDY, e);
  }

  /** Whether the pid lives and still names a server of this data directory, not a later process. */
  boolean lives() {
    return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).map(this::isServer).orElse(false);
  }

  private boolean isServer(ProcessHandle process) {
    ProcessHandle.Info info = process.info();
    return info.commandLine()
        .map(line -> line.contains("-D " + data))
        .or(() -> info.command().map(path -> path.contains("postgres"))) // all that Windows tells
        .orElse(false);
  }

  /** Waits, but not after it has ended, whether it was reaped or not. */
  void awaitEnd(Duration patience) throws InterruptedException {
    long end = System.nanoTime() + patience.toNanos();
    while (lives() && System.nanoTime() - end < 0) {
      awaitExit();
    }
  }

  private void awaitExit() throws InterruptedException {
    Optional<ProcessHandle> process = ProcessHandle.of(pid);
    if (process.isPresent()) {
      try {
        process.get().onExit().get(MOMENT.toMillis(), TimeUnit.MILLISECONDS);
      } catch (TimeoutException e) {
        return;
      } catch (ExecutionException e) {
        throw new IllegalStateException("waiting for process " + pid + " failed", e);
      }
    }
  }
}
