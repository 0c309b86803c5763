package org.recordingarchiver.embedded;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;

/**
 * The server of one home, shared by every process that opens it. The first one starts it, the last
 * one to close stops it. A process that dies leaves it running, and the next one shares it.
 */
final class SharedServer implements JdbcConnectionDetails, AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(SharedServer.class);
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final Duration LAST_MOMENT = Duration.ofSeconds(10);

  private final ServerDirectory directory;
  private final Users users;
  private final Endpoint endpoint;
  private boolean closed;

  private SharedServer(ServerDirectory directory, Users users, Endpoint endpoint) {
    this.directory = directory;
    this.users = users;
    this.endpoint = endpoint;
  }

  /**
   * Returns a running server with an empty or known database.
   *
   * @throws EmbeddedPostgresException if that can't be had; a server that still recovers goes on
   */
  static SharedServer open(Path home) {
    ServerDirectory directory = ServerDirectory.in(home);
    try (var _ = StartupLock.take(directory, PATIENCE)) {
      Users users = Users.join(directory);
      try {
        Running running = new ServerStart(directory, users.joinedOthers()).run();
        log.info(
            "embedded PostgreSQL {} in {}, port {} ({})",
            running.version(),
            directory,
            running.endpoint().port(),
            running.startedHere() ? "started" : "already running, shared");
        return new SharedServer(directory, users, running.endpoint());
      } catch (RuntimeException e) {
        isLast(directory, users);
        throw e;
      }
    }
  }

  @Override
  public String getUsername() {
    return Endpoint.USER;
  }

  @Override
  public String getPassword() {
    return endpoint.password().value();
  }

  @Override
  public String getJdbcUrl() {
    return endpoint.url(Endpoint.DATABASE);
  }

  int port() {
    return endpoint.port();
  }

  /** Stops the server if nobody else uses it. Closing again does nothing. */
  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    try (var _ = StartupLock.take(directory, PATIENCE)) {
      if (isLast(directory, users)) {
        Postmaster.of(directory.data()).ifPresent(postmaster -> stop(directory, postmaster));
      }
    } catch (EmbeddedPostgresException e) {
      log.warn(
          "{}; its server goes on running, and the next command will share it", e.getMessage());
    }
  }

  private static boolean isLast(ServerDirectory directory, Users users) {
    try {
      return users.leave();
    } catch (IOException e) {
      log.warn(
          "embedded PostgreSQL in {}: can't tell who else uses it ({})", directory, e.toString());
      return false;
    }
  }

  /** It removes its pid file, for which pg_ctl waits, a moment before it ends. */
  private static void stop(ServerDirectory directory, Postmaster postmaster) {
    Program.Outcome outcome = new Cluster(directory).stop();
    if (!outcome.succeeded()) {
      log.warn("embedded PostgreSQL in {} could not be stopped: {}", directory, outcome.said());
      return;
    }
    try {
      postmaster.awaitEnd(LAST_MOMENT);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
