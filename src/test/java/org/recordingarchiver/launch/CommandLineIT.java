package org.recordingarchiver.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real jar, in a process of its own. */
class CommandLineIT {

  @TempDir private Path directory;

  @Test
  void helpsWithoutTouchingAnything() {
    Ran ran = run(Map.of(), "archive", "--help");

    assertThat(ran.code()).isZero();
    assertThat(ran.out()).startsWith("Usage: recording-archiver archive");
    assertThat(ran.err()).isEmpty();
    assertThat(directory).isEmptyDirectory();
  }

  @Test
  void tellsTheVersionOfItsBuild() {
    Ran ran = run(Map.of(), "--version");

    assertThat(ran.code()).isZero();
    assertThat(ran.out()).matches("(?s)recording-archiver \\d+\\.\\d+\\.\\d+\\S*\nJava .*");
  }

  @Test
  void asksForACommandOnStandardError() {
    Ran ran = run(Map.of());

    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.out()).isEmpty();
    assertThat(ran.err()).contains("Usage: recording-archiver");
  }

  @Test
  void namesAllFaultsOfTheSettingsBeforeAnythingIsTouched() {
    Map<String, String> environment =
        Map.of(
            "ARCHIVER_SOURCE_CONNECTIONSTRING", "endpoint=nowhere;accesskey=TOPSECRET",
            "ARCHIVER_SOURCE_RETENTION", "tomorrow");

    Ran ran = run(environment, "archive", "--archiver.source.at-rsik=5h");

    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.out()).isEmpty();
    assertThat(ran.err().lines())
        .hasSize(4)
        .contains("recording-archiver: 3 settings are wrong; nothing was touched:")
        .anyMatch(line -> line.startsWith("  archiver.source.retention = tomorrow: "))
        .anyMatch(line -> line.startsWith("  archiver.source.connection-string = (secret): "))
        .anyMatch(line -> line.startsWith("  archiver.source.at-rsik: no such setting"));
    assertThat(ran.err()).doesNotContain("TOPSECRET");
    assertThat(directory).isEmptyDirectory();
  }

  @Test
  void endsWith5AndNamesTheDatabaseThatCanNotBeReached() {
    Ran ran =
        run(
            Map.of("SPRING_DATASOURCE_PASSWORD", "TOPSECRET"),
            "status",
            "--spring.datasource.url=jdbc:postgresql://127.0.0.1:1/recordings?password=TOPSECRET");

    assertThat(ran.code()).isEqualTo(5);
    assertThat(ran.out()).isEmpty();
    assertThat(ran.err())
        .startsWith("recording-archiver: jdbc:postgresql://127.0.0.1:1/recordings: ")
        .contains("refused")
        .doesNotContain("TOPSECRET")
        .hasLineCount(1);
    assertThat(directory).isEmptyDirectory();
  }

  private Ran run(Map<String, String> environment, String... arguments) {
    return Ran.jar(directory, environment, arguments);
  }
}
