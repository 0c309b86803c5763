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
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The start-up cache of {@code jobs/recording-archiver}, made by a java of ours. */
class LauncherCacheTests {

  private static final Path SCRIPT = Path.of("jobs", "recording-archiver").toAbsolutePath();

  @TempDir private Path directory;
  private Path jar;
  private Path java;

  @BeforeEach
  void install() throws IOException {
    jar = Files.writeString(directory.resolve("archiver.jar"), "first");
    java = directory.resolve("bin/java");
    Files.createDirectories(java.getParent());
    Files.writeString(java, JAVA.replace("DIRECTORY", directory.toString()));
    Files.setPosixFilePermissions(java, fromString("rwxr-xr-x"));
    runAs(1000, "0");
  }

  private void runAs(int user, String niceness) throws IOException {
    program("id", "echo " + user);
    program("nice", niceness.isEmpty() ? "exit 1" : "echo " + niceness);
  }

  /** The launcher's path begins there. */
  private void program(String name, String script) throws IOException {
    Path program = Files.writeString(java.resolveSibling(name), "#!/bin/sh\n" + script + "\n");
    Files.setPosixFilePermissions(program, fromString("rwxr-xr-x"));
  }

  /** Unpacks, is trained and checked as java is; else tells its arguments. */
  private static final String JAVA =
      """
      #!/bin/sh
      cd 'DIRECTORY'
      case "$*" in
        -version) echo 'openjdk version "25.0.1"' >&2; exit ;;
        *jarmode=tools*)
          echo unpacked >>calls
          [ ! -e can-not-unpack ] || exit 1
          for to; do :; done
          mkdir -p "$to/lib" && echo jar >"$to/archiver.jar" && echo lib >"$to/lib/some.jar"
          exit ;;
        *AOTCacheOutput=*)
          echo trained >>calls
          for word; do
            case $word in -XX:AOTCacheOutput=*) echo cache >"${word#*=}" ;; esac
          done
          exit 3 ;;
        *NativeCryptography*) [ ! -e no-native-code ]; exit ;;
        *AOTMode=on*) [ ! -e can-not-use ]; exit ;;
      esac
      for argument; do printf '[%s]\\n' "$argument"; done
      exit "${END_WITH:-0}"
      """;

  @Test
  void makesACacheOnceAndStartsFromIt() throws IOException {
    Ran first = run(Map.of("END_WITH", "3"), "archive", "a b");
    Ran second = run(Map.of("END_WITH", "3"), "archive", "a b");

    Path cache = cache("cache");
    assertThat(first.out().lines())
        .containsExactly(
            "[-XX:+UseSerialGC]",
            "[-Xmn16m]",
            "[-XX:+UnlockDiagnosticVMOptions]",
            "[-XX:ArchiveRelocationMode=0]",
            "[-XX:AOTCache=" + cache.resolve("start.aot") + "]",
            "[-Xlog:aot*=off,cds*=off]",
            "[-XX:TieredStopAtLevel=1]",
            "[-XX:ReservedCodeCacheSize=128m]",
            "[-Dcom.amazon.corretto.crypto.provider.useExternalLib=true]",
            "[-Djava.library.path=" + cache.resolve("native") + "]",
            "[-Xmx512m]",
            "[-jar]",
            "[" + cache.resolve("app/archiver.jar") + "]",
            "[archive]",
            "[a b]");
    assertThat(second).isEqualTo(first);
    assertThat(first.err()).isEmpty();
    assertThat(first.code()).isEqualTo(3);
    assertThat(calls()).containsExactly("unpacked", "trained");
  }

  /** Java's own cryptography needs the second compiler. */
  @Test
  void leavesTheSecondCompilerOutOnlyWhereTheNativeLibraryWorks() throws IOException {
    Files.createFile(directory.resolve("no-native-code"));

    assertThat(run(Map.of(), "archive").out())
        .contains("[-XX:Tier4InvocationThreshold=30000]")
        .doesNotContain("TieredStopAtLevel", "corretto", "java.library.path");
    assertThat(run(Map.of(), "status").out()).contains("[-XX:TieredStopAtLevel=1]");
    assertThat(cache("cache").resolve("native")).doesNotExist();
  }

  @Test
  void leavesTheNativeLibraryOutIfItIsTurnedOff() {
    assertThat(run(Map.of("RECORDING_ARCHIVER_NATIVE", "off"), "archive").out())
        .contains("[-XX:Tier4InvocationThreshold=30000]")
        .doesNotContain("TieredStopAtLevel", "corretto", "java.library.path");
  }

  @Test
  void letsTheCompilerGoFirstWhereRootArchives() throws IOException {
    runAs(0, "0");

    assertThat(run(Map.of(), "archive").out())
        .contains("[-XX:ThreadPriorityPolicy=1]", "[-XX:CompilerThreadPriority=-20]");
    assertThat(run(Map.of(), "status").out()).doesNotContain("Priority");
  }

  /** Java would set it back; and not every system tells it. */
  @ParameterizedTest
  @ValueSource(strings = {"10", "-5", ""})
  void leavesTheNicenessThatRootAskedFor(String niceness) throws IOException {
    runAs(0, niceness);

    assertThat(run(Map.of(), "archive").out()).doesNotContain("Priority");
  }

  @Test
  void takesInEventsWithBothCompilers() {
    assertThat(run(Map.of(), "ingest").out()).contains("[-XX:Tier4InvocationThreshold=30000]");
  }

  @Test
  void startsFromTheJarWhereTheNativeLibraryIsDamaged() throws IOException {
    run(Map.of(), "archive");
    Files.writeString(cache("cache").resolve("native/lib.so"), "");

    assertThat(run(Map.of(), "archive").out()).isEqualTo(fromJar("archive"));
  }

  @Test
  void makesAnotherOneForAnotherJar() throws IOException {
    run(Map.of(), "archive");
    Files.writeString(jar, "the second");

    Ran ran = run(Map.of(), "archive");

    assertThat(ran.out()).contains("-XX:AOTCache=");
    assertThat(calls()).containsExactly("unpacked", "trained", "unpacked", "trained");
  }

  @Test
  void startsFromTheJarWhereACacheIsDamaged() throws IOException {
    run(Map.of(), "archive");
    Files.writeString(cache("cache").resolve("app/lib/some.jar"), "");

    assertThat(run(Map.of(), "archive").out()).isEqualTo(fromJar("archive"));
  }

  @Test
  void startsFromTheJarWhileSomebodyElseMakesACache() throws IOException {
    run(Map.of(), "archive");
    Path cache = cache("cache");
    Files.delete(cache.resolve("ready"));

    assertThat(run(Map.of(), "archive").out()).isEqualTo(fromJar("archive"));
    assertThat(cache.resolve("start.aot")).exists();
    assertThat(calls()).hasSize(2);
  }

  @Test
  void triesOnlyOnceWhereNoneCanBeMade() throws IOException {
    Files.createFile(directory.resolve("can-not-unpack"));

    Ran first = run(Map.of("END_WITH", "4"), "archive");
    Ran second = run(Map.of("END_WITH", "4"), "archive");

    assertThat(first).isEqualTo(new Ran(4, fromJar("archive"), ""));
    assertThat(second).isEqualTo(first);
    assertThat(calls()).containsExactly("unpacked");
  }

  @Test
  void keepsNoCacheThatJavaRefuses() throws IOException {
    Files.createFile(directory.resolve("can-not-use"));

    assertThat(run(Map.of(), "archive").out()).isEqualTo(fromJar("archive"));
    assertThat(calls()).containsExactly("unpacked", "trained");
  }

  @Test
  void keepsItWithTheUserWhereTheJarsDirectoryTakesNone() throws IOException {
    Files.createFile(directory.resolve("cache"));

    Ran ran = run(Map.of("HOME", directory.toString()), "archive");

    Path cache = cache(".cache/recording-archiver");
    assertThat(ran.out()).contains("[-XX:AOTCache=" + cache.resolve("start.aot") + "]");
  }

  @Test
  void neverServesFromACache() {
    run(Map.of(), "prepare");

    assertThat(run(Map.of(), "serve").out()).isEqualTo(fromJar("serve"));
  }

  @Test
  void makesNoneForHelp() {
    assertThat(run(Map.of(), "--help").out()).isEqualTo(fromJar("--help"));
    assertThat(directory.resolve("cache")).doesNotExist();
  }

  @Test
  void makesNoneIfItIsTurnedOff() {
    Ran ran = run(Map.of("RECORDING_ARCHIVER_CACHE", "off"), "archive");

    assertThat(ran.out()).isEqualTo(fromJar("archive"));
    assertThat(directory.resolve("cache")).doesNotExist();
  }

  @Test
  void preparesAndEnds() throws IOException {
    Ran ran = run(Map.of("RECORDING_ARCHIVER_CACHE", directory.resolve("x").toString()), "prepare");

    assertThat(ran).isEqualTo(new Ran(0, "start-up cache: " + cache("x") + "\n", ""));
  }

  @Test
  void keepsTheCacheOfTheJarBefore() throws IOException {
    run(Map.of(), "archive");
    Path before = cache("cache");
    Files.writeString(jar, "the second");

    run(Map.of(), "archive");

    assertThat(before.resolve("app/archiver.jar")).exists();
  }

  private String fromJar(String command) {
    return "[-XX:+UseSerialGC]\n[-Xmn16m]\n[-Xmx512m]\n[-jar]\n[" + jar + "]\n[" + command + "]\n";
  }

  private List<String> calls() throws IOException {
    return Files.readAllLines(directory.resolve("calls"));
  }

  private Path cache(String root) throws IOException {
    try (Stream<Path> caches = Files.list(directory.resolve(root))) {
      return caches.filter(Files::isDirectory).findFirst().orElseThrow();
    }
  }

  private Ran run(Map<String, String> more, String... arguments) {
    Map<String, String> environment = new HashMap<>(more);
    environment.put("PATH", directory.resolve("bin").toString());
    environment.put("RECORDING_ARCHIVER_JAVA", java.toString());
    environment.put("RECORDING_ARCHIVER_JAR", jar.toString());
    List<String> command = new ArrayList<>(List.of(SCRIPT.toString()));
    command.addAll(List.of(arguments));
    return Ran.in(directory, environment, command.toArray(String[]::new));
  }
}
