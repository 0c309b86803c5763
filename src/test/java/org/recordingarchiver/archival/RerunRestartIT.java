package org.recordingarchiver.archival;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.recordingarchiver.archival.RunResult.Status;
import org.recordingarchiver.simulator.AcsSimulator;
import org.recordingarchiver.simulator.Payload;
import org.recordingarchiver.support.TestArchiver;
import org.recordingarchiver.support.TestDatabase;
import org.recordingarchiver.support.TestPostgres;

/** A batch whose run, first or later, was killed between any two writes is run again. */
class RerunRestartIT {

  private static final Map<String, String> SETTINGS =
      Map.of(
          "archiver.archive.lease", "5s",
          "archiver.archive.lanes", "2",
          "archiver.retry.attempts", "1");
  private static final int KILLED = 137;

  @TempDir private static Path home;

  private static AcsSimulator simulator;
  private static TestDatabase database;
  private static TestArchiver archiver;
  private static int names;

  private final String doc = "rerun-restart-" + ++names;

  @BeforeAll
  static void start() {
    simulator = AcsSimulator.start();
    database = TestPostgres.fresh();
    archiver = TestArchiver.start(simulator, database, home, SETTINGS);
    archiver.archive();
    archiver.forgetAll();
  }

  @AfterAll
  static void stop() {
    archiver.close();
    simulator.close();
  }

  @AfterEach
  void forget() {
    archiver.forgetAll();
  }

  private static int runUntil(String point, String... batch) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xshare:auto"));
    command.addAll(List.of(batch));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(DyingRun.class.getName());
    command.add(point);
    command.addAll(List.of(TestArchiver.arguments(simulator, database, home, SETTINGS)));
    return new ProcessBuilder(command).inheritIO().start().onExit().join().exitValue();
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

  private static String runs(long batch) {
    return value(
        "select string_agg(status, ',' order by job_execution_id) from batch_job_execution where job_instance_id = "
            + batch);
  }

  /** Spares the test the wait of a lease. */
  private static void makeItsHeartbeatOld() {
    archiver.rows().sql("update holder set heartbeat_at = now() - interval '1 hour'").update();
  }

  private void assertThatAllIsDone(RunResult rerun, String runs) {
    assertThat(rerun.status()).isEqualTo(Status.COMPLETED);
    assertThat(runs(rerun.batch())).isEqualTo(runs);
    assertThat(value("select status from chunk")).isEqualTo("SOURCE_DELETED");
    assertThat(
            value(
                "select count(*) from batch_step_execution where status not in ('COMPLETED', 'FAILED')"))
        .isEqualTo("0");
    assertThat(
            simulator.journal().stream()
                .filter(it -> it.method().equals("DELETE") && it.path().contains(doc)))
        .hasSizeBetween(1, 2);
  }

  @ParameterizedTest
  @CsvSource({
    "before fetch .*, CLAIMED, archived 0 of 1 chunks (0 bytes); 1 archived outside this batch",
    "after readBack .*/data/chunk.*wav, CLAIMED, archived 0 of 1 chunks (0 bytes); 1 archived outside this batch",
    "before replaceTag .*/tagmanifest.*, ARCHIVED, archived 1 of 1 chunks (6.4 kB)",
    "after delete .*, ARCHIVED, archived 1 of 1 chunks (6.4 kB)"
  })
  void aKilledRerunIsPutRightByTheNextRunOfAnyBatchAndThenCompletes(
      String point, String left, String message) throws IOException {
    archiver.announce("recording of " + doc, archiver.now(), doc);
    RunResult first = archiver.archive();
    assertThat(value("select status from chunk")).isEqualTo("FAILED");
    serve();

    assertThat(runUntil(point, "-Darchiver.test.batch=" + first.batch())).isEqualTo(KILLED);

    assertThat(value("select status from chunk")).isEqualTo(left);
    makeItsHeartbeatOld();
    archiver.archive();
    assertThat(runs(first.batch())).isEqualTo("FAILED,FAILED");
    RunResult rerun = archiver.rerun(first.batch());
    assertThatAllIsDone(rerun, "FAILED,FAILED,COMPLETED");
    assertThat(rerun.message().replaceAll(", deleted \\d sources", "")).isEqualTo(message);
  }

  @ParameterizedTest
  @CsvSource({"after readBack .*/data/chunk.*wav, CLAIMED", "after delete .*, ARCHIVED"})
  void aBatchThatWasKilledInItsFirstRunIsRunAgain(String point, String left) throws IOException {
    serve();
    archiver.announce("recording of " + doc, archiver.now(), doc);

    assertThat(runUntil(point)).isEqualTo(KILLED);

    assertThat(value("select status from chunk")).isEqualTo(left);
    makeItsHeartbeatOld();
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

    assertThat(runUntil("before fetch .*", "-Darchiver.test.batch=" + first.batch()))
        .isEqualTo(KILLED);

    makeItsHeartbeatOld();
    assertThatAllIsDone(archiver.rerun(first.batch()), "FAILED,FAILED,COMPLETED");
  }
}
