package org.recordingarchiver.support;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.UUID;
import org.flywaydb.core.Flyway;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.postgresql.PostgreSQLContainer;

/**
 * The real PostgreSQL of the tests, one server per test JVM: the one that {@code
 * ARCHIVER_TEST_DATABASE_URL} (and {@code _USER}, {@code _PASSWORD}) names, else a container where
 * an engine runs, else embedded programs in a throw-away directory. It vacuums and analyzes only
 * when told to: what a query costs must not depend on the moment.
 */
public final class TestPostgres {

  private static final String SETTING = "ARCHIVER_TEST_DATABASE_URL";

  private TestPostgres() {}

  /** A new, empty database. */
  public static TestDatabase fresh() {
    return copyOf("template0");
  }

  /** A new database with the tables of this version, all empty. */
  public static TestDatabase migrated() {
    return copyOf(Migrated.TEMPLATE);
  }

  private static TestDatabase copyOf(String template) {
    TestDatabase server = Server.DATABASE;
    String name = "test_" + UUID.randomUUID().toString().replace("-", "");
    try (Connection connection =
            DriverManager.getConnection(server.url(), server.user(), server.password());
        Statement statement = connection.createStatement()) {
      statement.execute("create database " + name + " template " + template);
      statement.execute("alter database " + name + " set timezone to 'America/St_Johns'");
    } catch (SQLException e) {
      throw new IllegalStateException("can't create a test database at " + server.url(), e);
    }
    return new TestDatabase(named(server.url(), name), server.user(), server.password());
  }

  private static String named(String url, String database) {
    return url.replaceFirst("(//[^/]+/)[^?]*", "$1" + database);
  }

  /** Migrated once: that takes longer than many a test. */
  private static final class Migrated {
    static final String TEMPLATE = migrate(fresh());

    private static String migrate(TestDatabase database) {
      Flyway.configure().dataSource(database.dataSource()).load().migrate();
      return JdbcClient.create(database.dataSource())
          .sql("select current_database()")
          .query(String.class)
          .single();
    }
  }

  /** Started when a test first asks. */
  private static final class Server {
    static final TestDatabase DATABASE = start();

    private static TestDatabase start() {
      String configured = System.getenv(SETTING);
      if (configured != null) {
        return new TestDatabase(
            configured,
            System.getenv().getOrDefault("ARCHIVER_TEST_DATABASE_USER", "postgres"),
            System.getenv().getOrDefault("ARCHIVER_TEST_DATABASE_PASSWORD", ""));
      }
      return dockerRuns() ? container() : embedded();
    }

    /** Testcontainers itself looks for minutes where no engine runs, so first a cheap look. */
    private static boolean dockerRuns() {
      boolean possible =
          System.getenv("DOCKER_HOST") != null
              || Files.exists(Path.of("/var/run/docker.sock"))
              || Files.exists(
                  Path.of(System.getProperty("user.home"), ".docker", "run", "docker.sock"));
      return possible && DockerClientFactory.instance().isDockerAvailable();
    }

    /** Removed by Testcontainers when the JVM ends. */
    @SuppressWarnings("resource")
    private static TestDatabase container() {
      PostgreSQLContainer container =
          new PostgreSQLContainer("postgres:18-alpine")
              .withCommand("postgres", "-c", "fsync=off", "-c", "autovacuum=off");
      container.start();
      return new TestDatabase(
          container.getJdbcUrl(), container.getUsername(), container.getPassword());
    }

    /** Stopped and removed when the JVM ends. */
    @SuppressWarnings("resource")
    private static TestDatabase embedded() {
      try {
        EmbeddedPostgres server =
            EmbeddedPostgres.builder()
                .setOverrideWorkingDirectory(Path.of("target", "test-postgres").toFile())
                .setPGStartupWait(Duration.ofMinutes(2))
                .setServerConfig("unix_socket_directories", "")
                .setServerConfig("listen_addresses", "localhost")
                .setServerConfig("autovacuum", "off")
                .start();
        return new TestDatabase(server.getJdbcUrl("postgres", "postgres"), "postgres", "");
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
