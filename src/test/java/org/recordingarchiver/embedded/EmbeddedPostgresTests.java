package org.recordingarchiver.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class EmbeddedPostgresTests {

  @TempDir Path directory;

  private final ApplicationContextRunner context =
      new ApplicationContextRunner().withUserConfiguration(EmbeddedPostgresConfiguration.class);

  @Test
  void staysAwayWhereADatabaseIsConfigured() {
    context
        .withPropertyValues("spring.datasource.url=jdbc:postgresql://db/archiver")
        .run(started -> assertThat(started).doesNotHaveBean(JdbcConnectionDetails.class));
  }

  @ParameterizedTest
  @CsvSource({"'',./recording-archiver-data", "/var/lib/archiver,/var/lib/archiver"})
  void livesBelowTheHomeWhichHasADefault(String configured, Path expected) {
    MapConfigurationPropertySource properties =
        new MapConfigurationPropertySource(Map.of("archiver.home", configured));

    assertThat(new Binder(properties).bindOrCreate("archiver", EmbeddedSettings.class).home())
        .isEqualTo(expected.normalize());
  }

  @Test
  void saysWhichHomeItCannotUse() throws Exception {
    Path file = Files.createFile(directory.resolve("file"));

    assertThatThrownBy(() -> SharedServer.open(file.resolve("home")))
        .isInstanceOf(EmbeddedPostgresException.class)
        .hasMessage(
            "embedded PostgreSQL: can't create %1$s/home/postgres (java.nio.file.FileSystemException: %1$s/home: Not a directory); give archiver.home a directory that this user may write to, or set spring.datasource.url",
            file);
  }

  @Test
  void refusesADataDirectoryThatIsNotItsOwn() throws Exception {
    Path data = Files.createDirectories(directory.resolve("postgres").resolve("data"));
    Files.writeString(directory.resolve("postgres").resolve("password"), "secret");
    Files.writeString(data.resolve("letter.txt"), "hello");

    assertThatThrownBy(() -> SharedServer.open(directory))
        .isInstanceOf(EmbeddedPostgresException.class)
        .hasMessage(
            "embedded PostgreSQL: %s is no data directory of PostgreSQL; move it away, or choose another archiver.home, or set spring.datasource.url",
            data.toRealPath());
  }

  @Test
  void readsPidAndPortFromTheFileOfAServer() throws Exception {
    Files.writeString(
        directory.resolve("postmaster.pid"),
        "4711\n/data\n1700000000\n5433\n\n127.0.0.1\n 1 2\nready   \n");

    assertThat(Postmaster.of(directory)).contains(new Postmaster(directory, 4711, 5433));
  }

  @Test
  void aLivingPidThatIsNoServerOfThisDirectoryDoesNotCount() {
    long self = ProcessHandle.current().pid();

    assertThat(new Postmaster(directory, self, 5433).lives()).isFalse();
  }

  @Test
  void unpacksItsProgramsAnewWhereAKilledStartLeftThemHalfDone() throws Exception {
    ServerDirectory server = new ServerDirectory(directory);
    Path half = Files.createDirectories(server.binaries().resolve("arriving").resolve("bin"));
    Files.writeString(half.resolve("postgres"), "half");

    Binaries binaries = Binaries.in(server);

    assertThat(binaries.program("postgres")).isExecutable();
    assertThat(server.binaries().resolve("arriving")).doesNotExist();
  }

  @Test
  void reportsOnlyWhatAProgramComplainsOf() {
    Program.Outcome outcome =
        new Program.Outcome(1, "creating ... ok\ninitdb: error: no room\ninitdb: removing files");

    assertThat(outcome.complaint()).isEqualTo("initdb: error: no room");
    assertThat(new Program.Outcome(1, "killed").complaint()).isEqualTo("killed");
  }
}
