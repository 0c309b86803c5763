package org.recordingarchiver.archival;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.recordingarchiver.archival.RunResult.Status;
import org.recordingarchiver.ledger.Cases;
import org.recordingarchiver.ledger.Decision;
import org.recordingarchiver.ledger.Pruned;
import org.recordingarchiver.ledger.Pruning;
import org.recordingarchiver.report.BatchReport;
import org.recordingarchiver.report.BatchReports;
import org.recordingarchiver.report.StatusReport;
import org.recordingarchiver.simulator.AcsSimulator;
import org.recordingarchiver.simulator.Fault;
import org.recordingarchiver.simulator.Part;
import org.recordingarchiver.simulator.Payload;
import org.recordingarchiver.support.OwnThread;
import org.recordingarchiver.support.TestArchiver;
import org.recordingarchiver.support.TestPostgres;

/** What real batches leave is reported as it was, and pruned only when nobody needs it. */
class ReportAndPruneIT {

  private static final Duration KEEP = Duration.ofDays(90);
  private static final Payload METADATA =
      Payload.of("{\"pauseResumeIntervals\": []}".getBytes(StandardCharsets.UTF_8));

  @TempDir private static Path home;

  private static AcsSimulator simulator;
  private static TestArchiver archiver;
  private static int names;

  private final String name = "doc-" + ++names;

  @BeforeAll
  static void start() {
    simulator = AcsSimulator.start();
    archiver =
        TestArchiver.start(
            simulator,
            TestPostgres.migrated(),
            home,
            Map.of("archiver.retry.attempts", "1", "archiver.archive.lanes", "2"));
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

  private void serve(String document) {
    simulator.put(document, Payload.wav(1, Duration.ofMillis(200), 1), METADATA);
  }

  private RunResult archived(String... documents) {
    for (String document : documents) {
      archiver.announce("recording of " + document, archiver.now(), document);
    }
    return archiver.archive();
  }

  /** As if all that was done so far had been done long ago. */
  private static void age() {
    archiver
        .rows()
        .sql(
            """
            update batch_job_execution set start_time = start_time - interval '100 days',
              end_time = end_time - interval '100 days' where end_time > now() - interval '90 days';
            update attempt set ended_at = ended_at - interval '100 days'
            where ended_at > now() - interval '90 days'
            """)
        .update();
  }

  private static Pruned prune() {
    return archiver.bean(Pruning.class).prune("archiveRecordings", KEEP);
  }

  private static BatchReport report(long batch) {
    return archiver.bean(BatchReports.class).of(batch).orElseThrow();
  }

  @Test
  void tellsOfABatchWhatHappened() {
    serve(name);
    RunResult run = archived(name, name + "-missing");

    BatchReport report = report(run.batch());

    assertThat(archiver.bean(BatchReports.class).latest()).contains(report);
    assertThat(report.status()).isEqualTo("FAILED");
    assertThat(report.exitMessage()).isEqualTo(run.message());
    assertThat(report.chunks()).isEqualTo(new BatchReport.Chunks(2, 1, 1, 0, 0, 1, 0, 0, 6444));
    BatchReport.Run first = report.latestRuns().getFirst();
    assertThat(first)
        .extracting(
            BatchReport.Run::taken,
            BatchReport.Run::archived,
            BatchReport.Run::notArchived,
            BatchReport.Run::givenBack,
            BatchReport.Run::sealed,
            BatchReport.Run::deleted,
            BatchReport.Run::pid)
        .containsExactly(2L, 1L, 1L, 0L, 1L, 1L, ProcessHandle.current().pid());
    assertThat(first.steps())
        .extracting(BatchReport.Step::name)
        .containsExactly("archiveChunks", "sealRecordings", "deleteSources", "settleBatch");
    assertThat(report.outcomes())
        .extracting(BatchReport.Outcome::status, BatchReport.Outcome::cause)
        .containsExactly(tuple("FAILED", "NOT_FOUND"), tuple("SOURCE_DELETED", null));
    assertThat(report.failures())
        .extracting(BatchReport.Failure::documentId, BatchReport.Failure::cause)
        .containsExactly(tuple(name + "-missing", "NOT_FOUND"));
    assertThat(report.failures().getFirst().lastTriedAt()).isNotNull();
    assertThat(report.slowest()).hasSize(2);
  }

  @Test
  void provesWhatWasArchivedAfterItsRunIsPruned() {
    serve(name);
    RunResult run = archived(name);
    archiver.archive();
    age();
    String before = archiver.value("select report_proof::text from report_proof");

    Pruned pruned = prune();

    assertThat(pruned.batches()).isEqualTo(1);
    assertThat(archiver.bean(BatchReports.class).of(run.batch())).isEmpty();
    assertThat(archiver.value("select report_proof::text from report_proof")).isEqualTo(before);
    assertThat(
            archiver.value(
                "select concat_ws(' ', status, proof_level, receipt_status, run) from report_proof"))
        .isEqualTo("SOURCE_DELETED L3 200 " + run.run());
    assertThat(archiver.bean(StatusReport.class).status().standing().lastRunStatus())
        .isEqualTo("COMPLETED");
  }

  @Test
  void runsAgainWhatItKeptAndForgetsItOnceItIsDone() {
    RunResult failed = archived(name);
    archiver.archive();
    age();

    assertThat(prune().batches()).isZero();
    serve(name);
    RunResult again = archiver.rerun(failed.batch());
    archiver.archive();
    age();
    Pruned pruned = prune();

    assertThat(again.status()).isEqualTo(Status.COMPLETED);
    assertThat(pruned).isEqualTo(new Pruned(pruned.before(), 2, 3, pruned.steps(), 1, 1, 0));
    assertThatExceptionOfType(BatchRefusedException.class)
        .isThrownBy(() -> archiver.rerun(failed.batch()));
    assertThat(archiver.archive().status()).isEqualTo(Status.COMPLETED);
  }

  @Test
  void forgetsABatchOnceItsCasesAreClosed() {
    RunResult failed = archived(name);
    archiver.archive();
    age();
    assertThat(prune().batches()).isZero();
    long chunk = report(failed.batch()).failures().getFirst().chunk();

    archiver
        .bean(Cases.class)
        .acknowledge(List.of(chunk), new Decision.Made("me", "the call was a test"));

    assertThat(report(failed.batch()).failures().getFirst().acknowledgedBy()).isEqualTo("me");
    assertThat(prune().batches()).isEqualTo(1);
    assertThat(archiver.value("select acknowledged_why from report_failure"))
        .isEqualTo("the call was a test");
  }

  @Test
  void prunesBesideARunThatGoesOn() {
    serve(name);
    archived(name);
    archiver.archive();
    age();
    serve(name + "-slow");
    simulator.once(name + "-slow", Part.CONTENT, new Fault.Slow(1_000));
    CompletableFuture<RunResult> living = OwnThread.supply(() -> archived(name + "-slow"));
    Awaitility.await()
        .until(() ->
            simulator.journal().stream()
                .anyMatch(it ->
                    it.path().contains(name + "-slow/content/video") && it.bytesSent() > 100));

    Pruned pruned = prune();

    assertThat(living).isNotDone();
    assertThat(pruned.batches()).isEqualTo(1);
    RunResult result = living.join();
    assertThat(result.status()).isEqualTo(Status.COMPLETED);
    assertThat(report(result.batch()).chunks().sourceDeleted()).isEqualTo(1);
  }
}
