package org.recordingarchiver.embedded;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;

/** Finds the running server of a directory, or starts one. Needs the {@link StartupLock}. */
final class ServerStart {

  private static final int ATTEMPTS = 8;
  private static final Duration PAUSE = Duration.ofMillis(100);
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final String WRONG_PASSWORD = "28P01";
  private static final int LONGEST_EXCERPT = 1500;

  private final ServerDirectory directory;
  private final boolean usedByOthers;
  private final Password password;

  ServerStart(ServerDirectory directory, boolean usedByOthers) {
    this.directory = directory;
    this.usedByOthers = usedByOthers;
    this.password = Password.in(directory);
  }

  Running run() {
    try {
      Optional<Running> found = attach();
      Running running = found.isPresent() ? found.get() : start();
      running.endpoint().createDatabase();
      return running;
    } catch (SQLException e) {
      throw new EmbeddedPostgresException(
          "the server of %s runs, but its database can't be opened (%s); see %s"
              .formatted(directory, e.getMessage(), directory.log()),
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new EmbeddedPostgresException("interrupted while waiting for " + directory, e);
    }
  }

  /**
   * Empty if no server runs. One that starts, recovers or shuts down is waited for: until it
   * answers or ends.
   */
  private Optional<Running> attach() throws InterruptedException {
    Optional<Postmaster> found = Postmaster.of(directory.data());
    if (found.isPresent()) {
      Optional<Running> running = awaitAnswer(found.get());
      if (running.isPresent()) {
        return running;
      }
    }
    if (usedByOthers) {
      throw new EmbeddedPostgresException(
          "another process, perhaps in another container, uses %s, but no server of it can be reached from here; end that process and try again"
              .formatted(directory),
          null);
    }
    Postmaster.forget(directory.data());
    return Optional.empty();
  }

  private Optional<Running> awaitAnswer(Postmaster postmaster) throws InterruptedException {
    Endpoint endpoint = new Endpoint(postmaster.port(), password);
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (postmaster.lives()) {
      try {
        return Optional.of(new Running(endpoint, endpoint.version(directory.data()), false));
      } catch (SQLException e) {
        giveUpIf(
            WRONG_PASSWORD.equals(e.getSQLState()) || System.nanoTime() - end > 0, postmaster, e);
      }
      postmaster.awaitEnd(PAUSE);
    }
    return Optional.empty();
  }

  private void giveUpIf(boolean hopeless, Postmaster postmaster, SQLException e) {
    if (hopeless) {
      throw new EmbeddedPostgresException(
          "the server of %s runs as process %d on port %d, but does not let us in (%s); see %s, or end that process and try again"
              .formatted(
                  directory, postmaster.pid(), postmaster.port(), e.getMessage(), directory.log()),
          e);
    }
  }

  /** Tries again, since the free port may be taken meanwhile, or a killed server's children end. */
  private Running start() throws InterruptedException {
    Cluster cluster = new Cluster(directory);
    cluster.create();
    long logged = directory.log().toFile().length();
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      Thread.sleep(PAUSE.multipliedBy(attempt));
      boolean started = cluster.start().succeeded();
      Optional<Running> running =
          Postmaster.of(directory.data()).isPresent() ? attach() : Optional.empty();
      if (running.isPresent()) {
        return new Running(running.get().endpoint(), running.get().version(), started);
      }
    }
    throw new EmbeddedPostgresException(
        "the server of %s does not start. Its log %s says: %s"
            .formatted(directory, directory.log(), excerpt(directory.log(), logged)),
        null);
  }

  private static String excerpt(Path log, long from) {
    try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
      file.seek(Math.max(Math.min(from, file.length()), file.length() - LONGEST_EXCERPT));
      byte[] rest = new byte[(int) (file.length() - file.getFilePointer())];
      file.readFully(rest);
      return new String(rest, StandardCharsets.UTF_8).strip();
    } catch (IOException e) {
      return "nothing (" + e + ")";
    }
  }
}
