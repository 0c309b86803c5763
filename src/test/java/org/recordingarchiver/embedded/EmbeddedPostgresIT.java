package org.recordingarchiver.embedded;

import static java.nio.file.StandardCopyOption.COPY_ATTRIBUTES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.util.FileSystemUtils;

@Order(1)
class EmbeddedPostgresIT {

  private static final Path TEMPLATE = Path.of("target", "embedded-postgres-it");

  @TempDir Path home;

  private final List<OtherProcess> others = new ArrayList<>();

  /** Programs and an empty database: made once, since both take seconds. */
  @BeforeAll
  static void makeTemplate() {
    SharedServer.open(TEMPLATE).close();
  }

  @BeforeEach
  void copyTemplate() throws IOException {
    Path template = TEMPLATE.resolve("postgres").toAbsolutePath();
    Files.createDirectory(directory());
    Files.copy(template.resolve("password"), directory().resolve("password"), COPY_ATTRIBUTES);
    Files.createSymbolicLink(directory().resolve("binaries"), template.resolve("binaries"));
    copy(template.resolve("data"), data());
  }

  @AfterEach
  void endEverything() throws IOException {
    others.forEach(OtherProcess::kill);
    Postmaster.of(data()).filter(Postmaster::lives).ifPresent(EmbeddedPostgresIT::kill);
    Files.delete(directory().resolve("binaries"));
  }

  @Test
  void keepsItsDataBetweenRuns() throws SQLException {
    try (SharedServer server = SharedServer.open(home)) {
      ask(server, "create table kept as select 41 as chunk");
    }

    try (SharedServer server = SharedServer.open(home)) {
      assertThat(ask(server, "select chunk from kept")).isEqualTo("41");
    }
  }

  @Test
  void runsWithEveryGuardAgainstPowerCuts() throws SQLException {
    try (SharedServer server = SharedServer.open(home)) {
      assertThat(ask(server, "show fsync")).isEqualTo("on");
      assertThat(ask(server, "show synchronous_commit")).isEqualTo("on");
      assertThat(ask(server, "show full_page_writes")).isEqualTo("on");
    }
  }

  @Test
  void listensOnLoopbackOnly() throws SQLException {
    try (SharedServer server = SharedServer.open(home)) {
      assertThat(ask(server, "show listen_addresses")).isEqualTo("127.0.0.1");
      assertThat(ask(server, "show unix_socket_directories")).isEmpty();
    }
  }

  @Test
  void opensWithItsPasswordOnlyWhichItsOwnerAloneCanRead() throws IOException {
    try (SharedServer server = SharedServer.open(home)) {
      assertThatThrownBy(
              () -> DriverManager.getConnection(server.getJdbcUrl(), "postgres", "guessed"))
          .hasMessageContaining("password authentication failed");
      assertThat(Files.getPosixFilePermissions(directory().resolve("password")))
          .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }
  }

  @Test
  void stopsWhenItsOnlyUserLeaves() {
    Postmaster postmaster;
    try (var _ = SharedServer.open(home)) {
      postmaster = postmaster();
    }

    assertThat(postmaster.lives()).isFalse();
    assertThat(Postmaster.of(data())).isEmpty();
  }

  @Test
  void twoInOneProcessShareAServerUntilBothHaveLeft() throws SQLException {
    SharedServer first = SharedServer.open(home);
    SharedServer second = SharedServer.open(home);
    Postmaster postmaster = postmaster();

    assertThat(second.port()).isEqualTo(first.port());
    first.close();
    first.close();
    assertThat(ask(second, "select 1")).isEqualTo("1");
    second.close();
    assertThat(postmaster.lives()).isFalse();
  }

  @Test
  void aSecondProcessSharesTheServerAndTheLastOneOutStopsIt() throws Exception {
    OtherProcess other = open();
    Postmaster postmaster = postmaster();

    SharedServer server = SharedServer.open(home);
    assertThat(server.port()).isEqualTo(other.port());
    assertThat(postmaster()).isEqualTo(postmaster);

    server.close();
    assertThat(postmaster.lives()).isTrue();
    other.close();
    assertThat(postmaster.lives()).isFalse();
  }

  @Test
  void processesThatStartTogetherShareOneServer() throws Exception {
    OtherProcess first = begin();
    OtherProcess second = begin();

    assertThat(first.port()).isEqualTo(second.port());
  }

  @Test
  void sharesTheServerThatAKilledProcessLeftBehind() throws Exception {
    OtherProcess killed = open();
    Postmaster postmaster = postmaster();
    killed.kill();

    try (SharedServer server = SharedServer.open(home)) {
      assertThat(postmaster()).isEqualTo(postmaster);
      assertThat(ask(server, "select 1")).isEqualTo("1");
    }
    assertThat(postmaster.lives()).isFalse();
  }

  /** A terminal sends it to every process of the group in the foreground. */
  @Test
  @EnabledOnOs(OS.LINUX)
  void outlivesCtrlC() throws Exception {
    OtherProcess process = open();
    Postmaster postmaster = postmaster();

    process.interruptGroup();

    try (var _ = SharedServer.open(home)) {
      assertThat(postmaster()).isEqualTo(postmaster);
    }
  }

  @Test
  void servesTheDataSourceAndStopsAfterItsLastConnection() {
    ApplicationContextRunner context =
        new ApplicationContextRunner()
            .withUserConfiguration(EmbeddedPostgresConfiguration.class)
            .withConfiguration(AutoConfigurations.of(DataSourceAutoConfiguration.class))
            .withPropertyValues("spring.datasource.url=", "archiver.home=" + home);

    context.run(started ->
        assertThat(
                JdbcClient.create(started.getBean(DataSource.class))
                    .sql("select current_database()")
                    .query(String.class)
                    .single())
            .isEqualTo("archiver"));

    assertThat(Postmaster.of(data())).isEmpty();
    assertThat(directory().resolve("server.log"))
        .content()
        .contains("database system is shut down")
        .doesNotContain("terminating connection");
  }

  @Test
  void startsAgainAfterTheServerItselfWasKilled() throws Exception {
    OtherProcess killed = open();
    Postmaster before = postmaster();
    killed.kill();
    kill(before);

    try (SharedServer server = SharedServer.open(home)) {
      assertThat(postmaster()).isNotEqualTo(before);
      assertThat(ask(server, "select 1")).isEqualTo("1");
    }
  }

  @Test
  void isNotFooledByAnOldFileWhosePidBelongsToAnotherProcessNow() throws Exception {
    long recycled = ProcessHandle.current().pid();
    Files.writeString(
        data().resolve("postmaster.pid"),
        "%d\n%s\n1700000000\n5432\n\n127.0.0.1\n".formatted(recycled, data()));

    try (SharedServer server = SharedServer.open(home)) {
      assertThat(postmaster().pid()).isNotEqualTo(recycled);
      assertThat(ask(server, "select 1")).isEqualTo("1");
    }
  }

  @Test
  void startsOverAnEmptyFileThatAPowerCutLeft() throws Exception {
    Files.createFile(data().resolve("postmaster.pid"));

    try (SharedServer server = SharedServer.open(home)) {
      assertThat(ask(server, "select 1")).isEqualTo("1");
    }
  }

  @Test
  void startsOverADataDirectoryThatWasHalfMade() throws Exception {
    FileSystemUtils.deleteRecursively(data());
    Files.delete(directory().resolve("password"));
    Files.createDirectory(directory().resolve("data-arriving-1"));
    Files.writeString(directory().resolve("data-arriving-1").resolve("PG_VERSION"), "18\n");
    Files.writeString(directory().resolve("password.new"), "half");

    try (SharedServer server = SharedServer.open(home)) {
      assertThat(ask(server, "select 1")).isEqualTo("1");
    }
    assertThat(directory().resolve("data-arriving-1")).doesNotExist();
  }

  @Test
  void refusesToStartASecondServerWhileAnotherProcessUsesOneItCannotReach() throws Exception {
    open();
    kill(postmaster());

    assertThatThrownBy(() -> SharedServer.open(home))
        .isInstanceOf(EmbeddedPostgresException.class)
        .hasMessage(
            "embedded PostgreSQL: another process, perhaps in another container, uses %s, but no server of it can be reached from here; end that process and try again",
            directory());
  }

  @Test
  void saysWhatTheServerSaysWhenItDoesNotStart() throws Exception {
    Files.writeString(data().resolve("postgresql.conf"), "work_mem = 'plenty'\n");

    assertThatThrownBy(() -> SharedServer.open(home))
        .isInstanceOf(EmbeddedPostgresException.class)
        .hasMessageStartingWith(
            "embedded PostgreSQL: the server of %s does not start. Its log %s says: ",
            directory(), directory().resolve("server.log"))
        .hasMessageContaining("invalid value for parameter \"work_mem\": \"plenty\"");
  }

  @Test
  void refusesADataDirectoryOfAnotherMajorVersion() throws Exception {
    Files.writeString(data().resolve("PG_VERSION"), "15\n");

    assertThatThrownBy(() -> SharedServer.open(home))
        .isInstanceOf(EmbeddedPostgresException.class)
        .hasMessage(
            "embedded PostgreSQL: %s was made by PostgreSQL 15, but this is PostgreSQL 18; upgrade it with pg_upgrade, or run it with its own version and set spring.datasource.url",
            data());
  }

  @Test
  void refusesADataDirectoryWithoutItsPassword() throws Exception {
    Files.delete(directory().resolve("password"));

    assertThatThrownBy(() -> SharedServer.open(home))
        .isInstanceOf(EmbeddedPostgresException.class)
        .hasMessage(
            "embedded PostgreSQL: %s is missing, and the database in %s opens with that password only; restore the file from a backup",
            directory().resolve("password"), data());
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        Files.copy(file, to.resolve(from.relativize(file)), COPY_ATTRIBUTES);
      }
    }
  }

  private Path directory() {
    try {
      return home.toRealPath().resolve("postgres");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path data() {
    return directory().resolve("data");
  }

  private Postmaster postmaster() {
    return Postmaster.of(data()).orElseThrow();
  }

  private OtherProcess open() throws IOException {
    OtherProcess process = begin();
    process.port();
    return process;
  }

  private OtherProcess begin() throws IOException {
    OtherProcess process = OtherProcess.begin(home);
    others.add(process);
    return process;
  }

  private static void kill(Postmaster postmaster) {
    ProcessHandle.of(postmaster.pid())
        .ifPresent(process -> {
          process.destroyForcibly();
          process.onExit().join();
        });
  }

  private static String ask(SharedServer server, String sql) throws SQLException {
    try (Connection connection =
            DriverManager.getConnection(
                server.getJdbcUrl(), server.getUsername(), server.getPassword());
        Statement statement = connection.createStatement()) {
      if (!statement.execute(sql)) {
        return "";
      }
      try (ResultSet row = statement.getResultSet()) {
        row.next();
        return row.getString(1);
      }
    }
  }
}
