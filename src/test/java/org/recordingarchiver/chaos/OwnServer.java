package org.recordingarchiver.chaos;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import io.zonky.test.db.postgres.util.LinuxUtils;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.recordingarchiver.support.TestDatabase;

/** A PostgreSQL server that nobody else uses, so that it can be restarted and killed. */
final class OwnServer implements AutoCloseable {

  private static final String USER = "postgres";

  /** Those of the other tests, so that they are unpacked once. */
  private static final Path PROGRAMS = Path.of("target", "test-postgres");

  private final Path directory;
  private final Path data;
  private final EmbeddedPostgres server;
  private int names;

  private OwnServer(Path directory, Path data, EmbeddedPostgres server) {
    this.directory = directory;
    this.data = data;
    this.server = server;
  }

  /** What is committed survives the death of its processes, though not that of the machine. */
  static OwnServer start(Path directory) {
    Path data = directory.toAbsolutePath().resolve("postgres");
    try {
      Files.createDirectories(directory);
      EmbeddedPostgres server =
          EmbeddedPostgres.builder()
              .setOverrideWorkingDirectory(PROGRAMS.toFile())
              .setDataDirectory(data)
              .setPGStartupWait(Duration.ofMinutes(2))
              .setServerConfig("unix_socket_directories", "")
              .setServerConfig("listen_addresses", "localhost")
              .setServerConfig("synchronous_commit", "on")
              .setServerConfig("full_page_writes", "on")
              .start();
      return new OwnServer(directory, data, server);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A new, empty database on it. */
  TestDatabase database() {
    String name = "chaos_" + ++names;
    String url = server.getJdbcUrl(USER, "postgres");
    try (Connection connection = DriverManager.getConnection(url, USER, "");
        Statement statement = connection.createStatement()) {
      statement.execute("create database " + name);
      statement.execute("alter database " + name + " set timezone to 'America/St_Johns'");
    } catch (SQLException e) {
      throw new IllegalStateException("can't create a database at " + url, e);
    }
    return new TestDatabase(server.getJdbcUrl(USER, name), USER, "");
  }

  Postmaster postmaster() {
    return Postmaster.of(data).orElseThrow();
  }

  /** As a power cut would, but for what the kernel holds: no process writes anything any more. */
  void restart(String mode) {
    List<String> command = new ArrayList<>();
    if (LinuxUtils.isUnshareAvailable()) {
      command.addAll(List.of("unshare", "-U"));
    }
    command.addAll(
        List.of(
            program().toString(),
            "restart",
            "--wait",
            "--timeout=120",
            "--mode=" + mode,
            "--pgdata=" + data,
            "--log=" + directory.resolve("server.log")));
    try {
      Path said = directory.resolve("restart.out");
      int code =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(said.toFile())
              .start()
              .onExit()
              .join()
              .exitValue();
      if (code != 0) {
        throw new IllegalStateException("pg_ctl restart: " + code + ", " + Files.readString(said));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path program() {
    try (Stream<Path> files = Files.find(PROGRAMS, 3, (path, it) -> path.endsWith("bin/pg_ctl"))) {
      return files.findFirst().orElseThrow();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
