package org.recordingarchiver.archival;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.recordingarchiver.archival.RunResult.Status;
import org.recordingarchiver.simulator.AcsSimulator;
import org.recordingarchiver.simulator.Payload;
import org.recordingarchiver.support.TestArchiver;
import org.recordingarchiver.support.Thorough;

/** A run sleeps for longer than its lease, another takes over, and the sleeper changes nothing. */
class FrozenRunIT {

  private static final Map<String, String> SETTINGS =
      Map.of("archiver.archive.lease", "5s", "archiver.archive.lanes", "2");
  private static final List<String> TABLES =
      List.of(
          "recording",
          "chunk",
          "batch_chunk",
          "attempt",
          "archive_copy",
          "source_deletion",
          "holder",
          "quarantined_file",
          "paused_resource",
          "call",
          "batch_job_instance",
          "batch_job_execution",
          "batch_job_execution_context",
          "batch_step_execution",
          "batch_step_execution_context");

  @TempDir private static Path home;

  private static MortalRuns runs;
  private static AcsSimulator simulator;
  private static TestArchiver archiver;
  private static int names;

  private final String doc = "doc-" + names++;

  @BeforeAll
  static void start() {
    runs = new MortalRuns(home, SETTINGS, Map.of());
    simulator = runs.simulator();
    archiver = runs.archiver();
  }

  @AfterAll
  static void stop() {
    runs.close();
  }

  @BeforeEach
  void announce() {
    simulator.put(
        doc,
        Payload.wav(1, Duration.ofMillis(200), 1),
        Payload.of("{\"pauseResumeIntervals\": []}".getBytes(StandardCharsets.UTF_8)));
    archiver.announce("recording of " + doc, archiver.now(), doc);
  }

  @AfterEach
  void forget() {
    archiver.forgetAll();
  }

  static List<String> points() {
    return Thorough.cases(
        List.of("before link .*wav.*", "before replace .*/tagmanifest.*", "before delete .*"),
        List.of(
            "before admit .*",
            "before fetch .*",
            "before lookAndReadBack .*wav",
            "before replace .*/manifest.*",
            "before look .*wav",
            "after delete .*"));
  }

  @ParameterizedTest
  @MethodSource("points")
  void theSleeperChangesNothing(String point) throws Exception {
    Process sleeper = runs.freeze(point);
    runs.makeHeartbeatsOld();
    RunResult takingOver = archiver.archive();
    assertThat(takingOver.status()).isEqualTo(Status.COMPLETED);
    assertThat(archiver.value("select status from chunk")).isEqualTo("SOURCE_DELETED");
    Map<String, String> ledger = ledger();
    Map<String, String> files = files();

    int exit = wake(sleeper);

    assertThat(exit).isEqualTo(MortalRuns.LEASE_LOST);
    assertThat(ledger()).isEqualTo(ledger);
    assertThat(files()).isEqualTo(files);
    assertThat(runs.deletesOf(doc)).isBetween(1L, 2L);
  }

  @Test
  void theSleeperPutsBackNoOlderTag() throws Exception {
    archiver.archive();
    archiver.ingest(CallEventTexts.participantAdded(simulator.resource(), doc, "Robin"));
    Process sleeper = runs.freeze("before replace .*/call.json.*");
    archiver.ingest(CallEventTexts.participantAdded(simulator.resource(), doc, "Kim"));
    runs.makeHeartbeatsOld();
    archiver.archive();
    Map<String, String> files = files();

    int exit = wake(sleeper);

    assertThat(exit).isEqualTo(MortalRuns.LEASE_LOST);
    assertThat(files())
        .isEqualTo(files)
        .anySatisfy((name, text) -> assertThat(text).contains("Kim"));
  }

  private static int wake(Process sleeper) throws IOException {
    new ProcessBuilder("kill", "-CONT", Long.toString(sleeper.pid())).start().onExit().join();
    return sleeper.onExit().join().exitValue();
  }

  private static Map<String, String> ledger() {
    Map<String, String> rows = new TreeMap<>();
    TABLES.forEach(table ->
        rows.put(
            table,
            archiver.value(
                "select string_agg(t::text, e'\\n' order by t::text) from %s t".formatted(table))));
    return rows;
  }

  private static Map<String, String> files() throws IOException {
    Map<String, String> files = new TreeMap<>();
    try (Stream<Path> found = Files.walk(home.resolve("archive"))) {
      for (Path file :
          found.filter(it -> Files.isRegularFile(it, LinkOption.NOFOLLOW_LINKS)).toList()) {
        files.put(file.toString(), Files.readString(file, StandardCharsets.ISO_8859_1));
      }
    }
    return files;
  }
}
