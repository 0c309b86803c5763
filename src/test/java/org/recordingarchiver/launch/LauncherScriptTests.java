package org.recordingarchiver.launch;

import static java.nio.file.attribute.PosixFilePermissions.fromString;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code jobs/recording-archiver} in the empty environment that cron gives, with javas of ours. */
class LauncherScriptTests {

  private static final Path SCRIPT = Path.of("jobs", "recording-archiver").toAbsolutePath();

  @TempDir private Path directory;
  private Path jar;
  private Path java;

  @BeforeEach
  void install() throws IOException {
    jar = Files.writeString(directory.resolve("some archiver.jar"), "");
    java = java("java 25", "25.0.1");
  }

  @Test
  void handsArgumentsOverExactlyAsTheyAre() {
    Ran ran = run(Map.of(), "ingest", "a b", "", "*", "$HOME", "--archiver.home=/x y");

    assertThat(ran.err()).isEmpty();
    assertThat(ran.out().lines())
        .containsExactly(
            "[-XX:+UseSerialGC]",
            "[-Xmn16m]",
            "[-Xmx512m]",
            "[-jar]",
            "[" + jar + "]",
            "[ingest]",
            "[a b]",
            "[]",
            "[*]",
            "[$HOME]",
            "[--archiver.home=/x y]");
  }

  @Test
  void endsAsJavaEnds() {
    assertThat(run(Map.of("END_WITH", "3"), "archive").code()).isEqualTo(3);
  }

  @Test
  void isReplacedByJavaSoThatSignalsReachIt() throws IOException {
    Path itself =
        script("itself", "[ \"$1\" = -version ] && echo 'openjdk version \"25\"' >&2 || echo $$");
    Path shell = script("shell", "echo $$; exec " + SCRIPT);

    Ran ran =
        Ran.in(
            directory,
            environment(Map.of("RECORDING_ARCHIVER_JAVA", itself.toString())),
            shell.toString());

    List<String> processes = ran.out().lines().toList();
    assertThat(processes).hasSize(2);
    assertThat(processes.getFirst()).isEqualTo(processes.getLast());
  }

  @Test
  void takesItsOptionsFromTheEnvironment() {
    Ran ran = run(Map.of("JAVA_OPTS", "-Xmx2g -Da=b"), "status");

    assertThat(ran.out().lines())
        .startsWith("[-XX:+UseSerialGC]", "[-Xmn16m]", "[-Xmx2g]", "[-Da=b]", "[-jar]");
  }

  @Test
  void findsItsJarThroughLinks() throws IOException {
    Path home = Files.createDirectories(directory.resolve("opt/archiver"));
    Files.copy(SCRIPT, home.resolve("recording-archiver"));
    Path beside = Files.writeString(home.resolve("recording-archiver.jar"), "");
    Path link =
        Files.createSymbolicLink(
            directory.resolve("link"), Path.of("opt/archiver/recording-archiver"));

    Ran ran =
        Ran.in(
            directory,
            Map.of("RECORDING_ARCHIVER_JAVA", java.toString()),
            "/bin/sh",
            link.toString());

    assertThat(ran.out()).contains("[" + beside.toRealPath() + "]");
  }

  @Test
  void prefersJavaHomeToThePath() {
    Path home = directory.resolve("java 25");
    Map<String, String> environment =
        Map.of("RECORDING_ARCHIVER_JAR", jar.toString(), "JAVA_HOME", home.toString());

    Ran ran = Ran.in(directory, environment, SCRIPT.toString(), "status");

    assertThat(ran.out()).contains("[status]");
  }

  @Test
  void refusesAJavaThatIsTooOld() throws IOException {
    Path old = java("java 17", "17.0.9");

    Ran ran = run(Map.of("RECORDING_ARCHIVER_JAVA", old.toString()), "status");

    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.err())
        .isEqualTo(
            "recording-archiver: RECORDING_ARCHIVER_JAVA=" + old + " is not a Java 25 or later\n");
  }

  @Test
  void refusesAJarThatIsNotThere() {
    Ran ran = run(Map.of("RECORDING_ARCHIVER_JAR", "/nowhere.jar"), "status");

    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.err())
        .isEqualTo("recording-archiver: RECORDING_ARCHIVER_JAR=/nowhere.jar is not a file\n");
  }

  private Ran run(Map<String, String> environment, String... arguments) {
    List<String> command = new ArrayList<>(List.of(SCRIPT.toString()));
    command.addAll(List.of(arguments));
    return Ran.in(directory, environment(environment), command.toArray(String[]::new));
  }

  private Map<String, String> environment(Map<String, String> more) {
    Map<String, String> environment =
        new HashMap<>(
            Map.of(
                "RECORDING_ARCHIVER_JAVA", java.toString(),
                "RECORDING_ARCHIVER_JAR", jar.toString()));
    environment.putAll(more);
    return environment;
  }

  /** Tells its version, or its arguments one per line. */
  private Path java(String home, String version) throws IOException {
    Files.createDirectories(directory.resolve(home).resolve("bin"));
    return script(
        home + "/bin/java",
        """
        if [ "$1" = -version ]; then echo 'openjdk version "%s" 2026-01-20' >&2; exit; fi
        for argument; do printf '[%%s]\\n' "$argument"; done
        exit "${END_WITH:-0}"
        """
            .formatted(version));
  }

  private Path script(String name, String body) throws IOException {
    Path file = Files.writeString(directory.resolve(name), "#!/bin/sh\n" + body);
    return Files.setPosixFilePermissions(file, fromString("rwxr-xr-x"));
  }
}
