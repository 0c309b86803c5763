package org.recordingarchiver.archival;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.recordingarchiver.archival.RunResult.Status;
import org.recordingarchiver.simulator.AcsSimulator;
import org.recordingarchiver.simulator.Payload;
import org.recordingarchiver.support.TestArchiver;
import org.recordingarchiver.support.Thorough;

/** A batch whose run, first or later, was killed between any two writes is run again. */
class RerunRestartIT {

  private static final Map<String, String> SETTINGS =
      Map.of(
          "archiver.archive.lanes", "2",
          "archiver.retry.attempts", "1");

  @TempDir private static Path home;

  private static MortalRuns runs;
  private static AcsSimulator simulator;
  private static TestArchiver archiver;
  private static int names;

  private final String doc = "rerun-restart-" + ++names;

  @BeforeAll
  static void start() {
    runs = new MortalRuns(home, SETTINGS);
    simulator = runs.simulator();
    archiver = runs.archiver();
  }

  @AfterAll
  static void stop() {
    runs.close();
  }

  @AfterEach
  void forget() {
    archiver.forgetAll();
  }

  private void serve() {
    simulator.put(
        doc,
        Payload.wav(1, Duration.ofMillis(200), names),
        Payload.of("{\"pauseResumeIntervals\": []}".getBytes(StandardCharsets.UTF_8)));
  }

  private static String value(String sql) {
    return archiver.value(sql);
  }

  private static String runsOf(long batch) {
    return value(
        "select string_agg(status, ',' order by job_execution_id) from batch_job_execution where job_instance_id = "
            + batch);
  }

  private void assertThatAllIsDone(RunResult rerun, String statuses) {
    assertThat(rerun.status()).isEqualTo(Status.COMPLETED);
    assertThat(runsOf(rerun.batch())).isEqualTo(statuses);
    assertThat(value("select status from chunk")).isEqualTo("SOURCE_DELETED");
    assertThat(
            value(
                "select count(*) from batch_step_execution where status not in ('COMPLETED', 'FAILED')"))
        .isEqualTo("0");
    assertThat(runs.deletesOf(doc)).isBetween(1L, 2L);
  }

  static List<Arguments> pointsOfARerun() {
    String outside = "archived 0 of 1 chunks (0 bytes); 1 archived outside this batch";
    String archived = "archived 1 of 1 chunks (6.4 kB)";
    return Thorough.cases(
        List.of(
            arguments("after lookAndReadBack .*/data/chunk.*wav", "CLAIMED", outside),
            arguments("after delete .*", "ARCHIVED", archived)),
        List.of(
            arguments("before fetch .*", "CLAIMED", outside),
            arguments("before replace .*/tagmanifest.*", "ARCHIVED", archived)));
  }

  @ParameterizedTest
  @MethodSource("pointsOfARerun")
  void aKilledRerunIsPutRightByTheNextRunOfAnyBatchAndThenCompletes(
      String point, String left, String message) throws IOException {
    archiver.announce("recording of " + doc, archiver.now(), doc);
    RunResult first = archiver.archive();
    assertThat(value("select status from chunk")).isEqualTo("FAILED");
    serve();

    assertThat(runs.until(point, "-Darchiver.test.batch=" + first.batch()))
        .isEqualTo(MortalRuns.KILLED);

    assertThat(value("select status from chunk")).isEqualTo(left);
    runs.makeHeartbeatsOld();
    archiver.archive();
    assertThat(runsOf(first.batch())).isEqualTo("FAILED,FAILED");
    RunResult rerun = archiver.rerun(first.batch());
    assertThatAllIsDone(rerun, "FAILED,FAILED,COMPLETED");
    assertThat(rerun.message().replaceAll(", deleted \\d sources", "")).isEqualTo(message);
  }

  @ParameterizedTest
  @CsvSource({"after lookAndReadBack .*/data/chunk.*wav, CLAIMED", "after delete .*, ARCHIVED"})
  void aBatchThatWasKilledInItsFirstRunIsRunAgain(String point, String left) throws IOException {
    serve();
    archiver.announce("recording of " + doc, archiver.now(), doc);

    assertThat(runs.until(point)).isEqualTo(MortalRuns.KILLED);

    assertThat(value("select status from chunk")).isEqualTo(left);
    runs.makeHeartbeatsOld();
    RunResult rerun =
        archiver.rerun(
            Long.parseLong(value("select max(job_instance_id) from batch_job_instance")));
    assertThatAllIsDone(rerun, "FAILED,COMPLETED");
    assertThat(rerun.message()).isEqualTo("archived 1 of 1 chunks (6.4 kB), deleted 1 sources");
  }

  @Test
  void aKilledRerunIsRunAgain() throws IOException {
    archiver.announce("recording of " + doc, archiver.now(), doc);
    RunResult first = archiver.archive();
    serve();

    assertThat(runs.until("before fetch .*", "-Darchiver.test.batch=" + first.batch()))
        .isEqualTo(MortalRuns.KILLED);

    runs.makeHeartbeatsOld();
    assertThatAllIsDone(archiver.rerun(first.batch()), "FAILED,FAILED,COMPLETED");
  }
}
