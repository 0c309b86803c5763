package org.recordingarchiver.archival;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.recordingarchiver.archival.RerunPlan.PlannedBatch;
import org.recordingarchiver.archival.RunResult.Status;
import org.recordingarchiver.ledger.Cause;
import org.recordingarchiver.simulator.AcsSimulator;
import org.recordingarchiver.simulator.Fault;
import org.recordingarchiver.simulator.Part;
import org.recordingarchiver.simulator.Payload;
import org.recordingarchiver.support.OwnThread;
import org.recordingarchiver.support.TestArchiver;
import org.recordingarchiver.support.TestDatabase;
import org.recordingarchiver.support.TestPostgres;

/** Another run of the same batch: what it takes, what it leaves alone, and what is said of it. */
class RerunBatchesIT {

  private static final Payload METADATA =
      Payload.of("{\"pauseResumeIntervals\": []}".getBytes(StandardCharsets.UTF_8));
  private static final Fault PAGE =
      new Fault.Respond(200, Map.of("Content-Type", "text/html"), "<html>sign in</html>");

  @TempDir private static Path home;

  private static AcsSimulator simulator;
  private static TestDatabase database;
  private static TestArchiver archiver;
  private static int names;

  private final String doc = "rerun-" + ++names;

  @BeforeAll
  static void start() {
    simulator = AcsSimulator.start();
    database = TestPostgres.migrated();
    archiver = start(Map.of());
    archiver.archive();
    archiver.forgetAll();
  }

  private static TestArchiver start(Map<String, String> more) {
    Map<String, String> settings = new HashMap<>();
    settings.put("archiver.retry.attempts", "1");
    settings.put("archiver.archive.lanes", "4");
    settings.putAll(more);
    return TestArchiver.start(simulator, database, home, settings);
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

  private String name(int number) {
    return doc + "-" + number;
  }

  private void serve(int number) {
    simulator.put(name(number), Payload.wav(1, Duration.ofMillis(200), number), METADATA);
  }

  /** Each a recording of its own. */
  private void announce(int... numbers) {
    for (int number : numbers) {
      archiver.announce("recording of " + name(number), archiver.now(), name(number));
    }
  }

  /** A batch of which these chunks FAILED: 404. */
  private RunResult failedBatch(int... numbers) {
    announce(numbers);
    RunResult result = archiver.archive();
    assertThat(result.status()).isEqualTo(Status.FAILED);
    return result;
  }

  private static void run(String sql) {
    archiver.rows().sql(sql).update();
  }

  private static String value(String sql) {
    return archiver.value(sql);
  }

  private static String statuses() {
    return value("select string_agg(status, ',' order by id) from chunk");
  }

  private static String runs(RunResult result) {
    return value(
        "select string_agg(status, ',' order by job_execution_id) from batch_job_execution where job_instance_id = "
            + result.batch());
  }

  private long fetches(int number) {
    return simulator.journal().stream()
        .filter(it -> it.path().contains(name(number) + "/") && it.path().endsWith("/video"))
        .count();
  }

  private static long chunk(String documentId) {
    return Long.parseLong(value("select id from chunk where document_id = '" + documentId + "'"));
  }

  private static RerunPlan plan(RerunRequest request) {
    return archiver.bean(BatchReruns.class).plan(request);
  }

  private static RerunRequest all(@Nullable Cause cause) {
    return new RerunRequest(List.of(), cause);
  }

  @Test
  void restartsTheSameInstanceWithANewExecution() {
    serve(1);
    RunResult first = failedBatch(1, 2);
    serve(2);

    RunResult second = archiver.rerun(first.batch());

    assertThat(second.batch()).isEqualTo(first.batch());
    assertThat(second.run()).isGreaterThan(first.run());
    assertThat(second.status()).isEqualTo(Status.COMPLETED);
    assertThat(second.message()).isEqualTo("archived 2 of 2 chunks (12.9 kB), deleted 2 sources");
    assertThat(statuses()).isEqualTo("SOURCE_DELETED,SOURCE_DELETED");
    assertThat(value("select count(*) from batch_job_instance")).isEqualTo("1");
    assertThat(runs(first)).isEqualTo("FAILED,COMPLETED");
    assertThat(
            value(
                """
                select string_agg(format('%s %s %s/%s/%s', step_name, status, read_count, write_count,
                                         process_skip_count), E'\\n' order by step_execution_id)
                from batch_step_execution where job_execution_id = %s
                """
                    .replaceFirst("(?s)(.*)%s", "$1" + second.run())))
        .isEqualTo(
            """
            archiveChunks COMPLETED 1/1/0
            lane:000 COMPLETED 1/1/0
            sealRecordings COMPLETED 1/1/0
            deleteSources COMPLETED 1/1/0
            settleBatch COMPLETED 0/0/0\
            """);
    assertThat(
            value(
                """
                select string_agg(p.parameter_name || p.identifying || (h.run = p.job_execution_id), ',' order by p.parameter_name)
                from batch_job_execution_params p join holder h on h.id = p.parameter_value::bigint
                where p.job_execution_id = %d
                """
                    .formatted(second.run())))
        .isEqualTo("holderYfalse,rerunByNtrue");
  }

  @Test
  void takesNothingNew() {
    RunResult first = failedBatch(1);
    serve(1);
    serve(2);
    announce(2);

    archiver.rerun(first.batch());

    assertThat(statuses()).isEqualTo("SOURCE_DELETED,QUEUED");
    assertThat(fetches(2)).isZero();
  }

  @Test
  void triesAtOnceWhatWaits() {
    serve(1);
    simulator.once(name(1), Part.METADATA, Fault.unauthorized());
    simulator.once(name(1), Part.METADATA, Fault.unauthorized());
    RunResult first = failedBatch(1);
    assertThat(value("select status || (not_before > now()) from chunk")).isEqualTo("QUEUEDtrue");

    RunResult second = archiver.rerun(first.batch());

    assertThat(second.status()).isEqualTo(Status.COMPLETED);
    assertThat(statuses()).isEqualTo("SOURCE_DELETED");
  }

  @Test
  void triesAChunkThatFailsAgainOnceOnly() {
    RunResult first = failedBatch(1, 2);
    serve(2);

    RunResult second = archiver.rerun(first.batch());

    assertThat(second.status()).isEqualTo(Status.FAILED);
    assertThat(second.message())
        .isEqualTo("archived 1 of 2 chunks (6.4 kB), deleted 1 sources; 1 failed (NOT_FOUND 1)");
    assertThat(statuses()).isEqualTo("FAILED,SOURCE_DELETED");
    assertThat(fetches(1)).isEqualTo(2);
    assertThat(runs(first)).isEqualTo("FAILED,FAILED");
  }

  @Test
  void doesNotTakeTwiceWhatIsDueAgainAtOnce() {
    announce(1);
    try (TestArchiver hasty = start(Map.of("archiver.retry.longest-delay", "1ms"))) {
      RunResult first = hasty.archive(new ArchiveRequest(1, null, false));

      RunResult second = hasty.rerun(first.batch());

      assertThat(second.message()).endsWith("; 1 failed (NOT_FOUND 1)");
      assertThat(fetches(1)).isEqualTo(2);
      assertThat(value("select attempts || ' ' || (not_before <= now()) from chunk"))
          .isEqualTo("2 true");
    }
  }

  @Test
  void hasAsManyLanesAsThereIsWorkWhateverTheRunBeforeHad() {
    serve(1);
    RunResult first = archiver.archive();
    announce(1);
    RunResult batch;
    try (TestArchiver narrow = start(Map.of("archiver.archive.lanes", "1"))) {
      announce(2, 3, 4);
      batch = narrow.archive();
    }
    assertThat(first.status()).isEqualTo(Status.COMPLETED);
    run(
        "update batch_step_execution set status = 'FAILED' where step_name in ('archiveChunks', 'lane:000')");

    archiver.rerun(batch.batch());

    assertThat(
            value(
                "select string_agg(step_name, ',' order by step_name) from batch_step_execution where step_name like 'lane%' and job_execution_id = (select max(job_execution_id) from batch_job_execution)"))
        .isEqualTo("lane:000,lane:001,lane:002");
  }

  @ParameterizedTest
  @ValueSource(strings = {"UNKNOWN", "STARTED", "STARTING", "STOPPING", "STOPPED", "FAILED"})
  void runsAgainWhateverTheRunBeforeEndedAs(String status) {
    RunResult first = failedBatch(1);
    serve(1);
    run("update batch_job_execution set status = '%s', end_time = null".formatted(status));
    run("update batch_step_execution set status = '%s', end_time = null".formatted(status));

    RunResult second = archiver.rerun(first.batch());

    assertThat(second.status()).isEqualTo(Status.COMPLETED);
    assertThat(statuses()).isEqualTo("SOURCE_DELETED");
    assertThat(value("select count(*) from batch_job_instance")).isEqualTo("1");
  }

  @Test
  void triesOnlyWhatFailedWithTheCauseThatIsAskedFor() {
    serve(1);
    simulator.once(name(1), Part.CONTENT, PAGE);
    RunResult first = failedBatch(1, 2);
    assertThat(value("select string_agg(cause, ',' order by id) from chunk"))
        .isEqualTo("NOT_MEDIA,NOT_FOUND");
    serve(2);

    RunResult second = archiver.rerun(first.batch(), all(Cause.NOT_MEDIA));

    assertThat(second.message())
        .isEqualTo("archived 1 of 2 chunks (6.4 kB), deleted 1 sources; 1 failed (NOT_FOUND 1)");
    assertThat(statuses()).isEqualTo("SOURCE_DELETED,FAILED");
    assertThat(fetches(2)).isEqualTo(1);
  }

  @Test
  void findsForEachFailedChunkTheLatestBatchThatTookIt() {
    simulator.always(name(3), Part.CONTENT, PAGE);
    RunResult first = failedBatch(1, 2);
    run("update chunk set not_before = now() where document_id = '" + name(2) + "'");
    RunResult second = failedBatch(3);
    serve(4);
    announce(4);
    RunResult clean = archiver.archive();

    assertThat(clean.status()).isEqualTo(Status.COMPLETED);
    assertThat(plan(all(null)).batches())
        .extracting(PlannedBatch::batch, PlannedBatch::chunks)
        .containsExactly(tuple(first.batch(), 2L), tuple(second.batch(), 2L));
    assertThat(plan(all(Cause.NOT_MEDIA)).batches())
        .extracting(PlannedBatch::batch, PlannedBatch::causes)
        .containsExactly(tuple(second.batch(), Map.of(Cause.NOT_MEDIA, 1L)));
    run("update chunk set acknowledged_at = now() where document_id = '" + name(1) + "'");
    assertThat(plan(all(null)).batches())
        .extracting(PlannedBatch::batch)
        .containsExactly(second.batch());
  }

  @Test
  void triesWhatIsAcknowledgedOnlyIfItsBatchIsNamed() {
    RunResult first = failedBatch(1, 2);
    run("update chunk set acknowledged_at = now() where document_id = '" + name(1) + "'");

    RunResult asOneOfAll = archiver.rerun(first.batch(), all(null));
    long tries = fetches(1);
    run("update chunk set acknowledged_at = now()");
    RunResult named = archiver.rerun(first.batch());

    assertThat(asOneOfAll.status()).isEqualTo(Status.FAILED);
    assertThat(asOneOfAll.message()).endsWith("; 1 failed (NOT_FOUND 1), 1 acknowledged");
    assertThat(tries).isEqualTo(1);
    assertThat(fetches(1)).isEqualTo(2);
    assertThat(named.status()).isEqualTo(Status.COMPLETED);
    assertThat(named.message())
        .isEqualTo("archived 0 of 2 chunks (0 bytes), deleted 0 sources; 2 acknowledged");
    assertThat(statuses()).isEqualTo("FAILED,FAILED");
  }

  @Test
  void aBatchWhoseChunksOtherBatchesArchivedCompletes() {
    RunResult first = failedBatch(1, 2);
    serve(1);
    serve(2);
    run("update chunk set not_before = now()");
    assertThat(archiver.archive().status()).isEqualTo(Status.COMPLETED);

    RunResult again = archiver.rerun(first.batch());

    assertThat(again.status()).isEqualTo(Status.COMPLETED);
    assertThat(again.message())
        .isEqualTo(
            "archived 0 of 2 chunks (0 bytes), deleted 0 sources; 2 archived outside this batch");
    assertThat(
            value(
                "select string_agg(step_name, ',') from batch_step_execution where job_execution_id = "
                    + again.run()))
        .isEqualTo("settleBatch");
    assertThat(fetches(1)).isEqualTo(2);
  }

  @Test
  void aLostChunkIsNotTriedAndKeepsItsBatchFromCompletingUntilItIsAcknowledged() {
    archiver.announce("old", archiver.now().minus(Duration.ofHours(27)), name(1));
    RunResult first = archiver.archive();
    assertThat(statuses()).isEqualTo("LOST");

    RunResult lost = archiver.rerun(first.batch());
    run("update chunk set acknowledged_at = now()");
    RunResult acknowledged = archiver.rerun(first.batch());

    assertThat(plan(all(null)).batches()).isEmpty();
    assertThat(lost.status()).isEqualTo(Status.FAILED);
    assertThat(lost.message()).endsWith("; 1 LOST");
    assertThat(acknowledged.status()).isEqualTo(Status.COMPLETED);
    assertThat(acknowledged.message()).endsWith("; 1 acknowledged");
    assertThat(fetches(1)).isEqualTo(1);
  }

  @Test
  void leavesACompletedBatchAlone() {
    serve(1);
    announce(1);
    RunResult first = archiver.archive();
    String before = everything();

    RunResult again = archiver.rerun(first.batch());

    assertThat(again)
        .isEqualTo(
            new RunResult(
                first.batch(), first.run(), Status.COMPLETED, "COMPLETED already, nothing to do"));
    assertThat(everything()).isEqualTo(before);
  }

  @Test
  void refusesABatchThatItDoesNotKnow() {
    run(
        "insert into batch_job_instance (job_instance_id, version, job_name, job_key) values (4711, 0, 'another', 'k')");

    for (long batch : new long[] {4711, 4712}) {
      assertThatExceptionOfType(BatchRefusedException.class)
          .isThrownBy(() -> archiver.rerun(batch))
          .withMessage(
              "there is no batch "
                  + batch
                  + " in the job repository; `status` lists the last ones");
      assertThatExceptionOfType(BatchRefusedException.class)
          .isThrownBy(() -> plan(new RerunRequest(List.of(batch), null)));
    }
    assertThat(value("select count(*) from holder")).isEqualTo("0");
  }

  @Test
  void refusesABatchThatWasAbandoned() {
    RunResult first = failedBatch(1);
    run("update batch_job_execution set status = 'ABANDONED'");

    assertThatExceptionOfType(BatchRefusedException.class)
        .isThrownBy(() -> archiver.rerun(first.batch()))
        .withMessage(
            "batch %d was abandoned in the job repository and can't be run again; `archive` takes its chunks when they are due"
                .formatted(first.batch()));
  }

  @Test
  void plansWithoutTouchingAnything() {
    serve(1);
    simulator.always(name(1), Part.CONTENT, PAGE);
    RunResult first = failedBatch(1, 2, 3, 4);
    run(
        "update chunk set expires_at = now() - interval '1 hour' where document_id = '"
            + name(2)
            + "'");
    run(
        "update chunk set expires_at = now() + interval '10 minutes' where document_id = '"
            + name(3)
            + "'");
    run(
        """
        insert into quarantined_file (chunk, store, key, part, sha256, length, cause, reason, holder)
        select c.id, s.id, 'k', 'CONTENT', repeat('0', 64), 1234, 'NOT_MEDIA', 'test', h.id
        from chunk c, archive_store s, holder h where c.cause = 'NOT_MEDIA' limit 1
        """);
    String before = everything();
    int requests = simulator.journal().size();

    RerunPlan plan = plan(all(null));

    assertThat(plan)
        .isEqualTo(
            new RerunPlan(
                List.of(
                    new PlannedBatch(
                        first.batch(),
                        false,
                        4,
                        Map.of(Cause.NOT_MEDIA, 1L, Cause.NOT_FOUND, 3L),
                        0,
                        1,
                        1234,
                        1,
                        List.of(chunk(name(3))))),
                Duration.ofMinutes(30)));
    assertThat(everything()).isEqualTo(before);
    assertThat(simulator.journal()).hasSize(requests);
  }

  /** Every version of every row that a run could touch. */
  private static String everything() {
    return value(
        """
        select string_agg(md5, ',') from (
          select md5(string_agg(t.xmin || t::text, ',' order by t::text)) as md5 from chunk t
          union all select md5(string_agg(t.xmin || t::text, ',' order by t::text)) from batch_chunk t
          union all select md5(string_agg(t.xmin || t::text, ',' order by t::text)) from attempt t
          union all select md5(string_agg(t.xmin || t::text, ',' order by t::text)) from holder t
          union all select md5(string_agg(t.xmin || t::text, ',' order by t::text)) from recording t
          union all select md5(string_agg(t.xmin || t::text, ',' order by t::text)) from batch_job_execution t
          union all select md5(string_agg(t.xmin || t::text, ',' order by t::text)) from batch_step_execution t) all_of_them
        """);
  }

  @Test
  void triesAllOfAResourceWhoseProbeSucceeds() {
    for (int i = 1; i <= 4; i++) {
      serve(i);
      simulator.always(name(i), Part.METADATA, Fault.unauthorized());
      announce(i);
    }
    RunResult first = archiver.archive();
    assertThat(value("select count(*) from paused_resource")).isEqualTo("1");
    for (int i = 1; i <= 4; i++) {
      serveAgain(i);
    }

    RunResult second = archiver.rerun(first.batch());

    assertThat(second.status()).isEqualTo(Status.COMPLETED);
    assertThat(second.message()).startsWith("archived 4 of 4 chunks");
  }

  /** Without its faults, and slow enough that lanes meet while the probe is on its way. */
  private void serveAgain(int number) {
    run(
        "update chunk set content_location = replace(content_location, '%1$s', '%1$sb'), metadata_location = replace(metadata_location, '%1$s', '%1$sb'), delete_location = replace(delete_location, '%1$s', '%1$sb') where document_id = '%1$s'"
            .formatted(name(number)));
    simulator.put(name(number) + "b", Payload.wav(1, Duration.ofMillis(200), number), METADATA);
    simulator.once(name(number) + "b", Part.CONTENT, new Fault.Slow(20_000));
  }

  @Test
  void beginsNothingOnceTheApplicationIsToldToEnd() {
    RunResult first = failedBatch(1);
    TestArchiver ending = start(Map.of());
    BatchReruns reruns = ending.bean(BatchReruns.class);
    ActiveRun active = ending.bean(ActiveRun.class);
    active.stop();
    String before = everything();

    assertThatExceptionOfType(IllegalStateException.class)
        .isThrownBy(() ->
            reruns.rerun(
                first.batch(), new RerunRequest(List.of(first.batch()), null), progress -> {}))
        .withMessage("stopped by a signal: no further run begins");
    ending.close();
    assertThat(everything()).isEqualTo(before);
  }

  @Test
  void givesWayToALivingRun() {
    serve(1);
    RunResult first = failedBatch(2);
    simulator.once(name(1), Part.CONTENT, new Fault.Slow(100));
    announce(1);
    try (TestArchiver other = start(Map.of())) {
      CompletableFuture<RunResult> living = OwnThread.supply(other::archive);
      Awaitility.await().until(() -> fetches(1) > 0);
      String runs = runs(first);

      assertThatExceptionOfType(RunActiveException.class)
          .isThrownBy(() -> archiver.rerun(first.batch()))
          .withMessageMatching(
              "another run is active: process \\d+ on .+, started .+, last heartbeat .+; batch \\d+ so far: "
                  + "archived 0 of 1 chunks \\(0 bytes\\), deleted 0 sources; 1 waits; \\d+ chunks are at risk");

      assertThat(runs(first)).isEqualTo(runs);
      assertThat(value("select status from chunk where document_id = '" + name(2) + "'"))
          .isEqualTo("FAILED");
      other.bean(ActiveRun.class).stop();
      assertThat(living.join().status()).isEqualTo(Status.STOPPED);
    }
  }

  @Test
  void neitherWaitsForNorBreaksOnAChunkThatSomebodyElseHasALockOn() throws SQLException {
    RunResult first = failedBatch(1, 2);
    serve(1);
    serve(2);
    RunResult beside;
    try (Connection connection = archiver.connection();
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.execute(
          "select 1 from chunk where document_id = '" + name(1) + "' for no key update");
      beside = archiver.rerun(first.batch());
      connection.commit();
    }

    RunResult after = archiver.rerun(first.batch());

    assertThat(beside.message())
        .isEqualTo("archived 1 of 2 chunks (6.4 kB), deleted 1 sources; 1 failed (NOT_FOUND 1)");
    assertThat(after.message()).isEqualTo("archived 2 of 2 chunks (12.9 kB), deleted 2 sources");
    assertThat(runs(first)).isEqualTo("FAILED,FAILED,COMPLETED");
  }

  @Test
  void stopsInTheMiddleAndRunsAgain() {
    RunResult first = failedBatch(1, 2);
    serve(1);
    serve(2);
    simulator.once(name(1), Part.CONTENT, new Fault.Slow(100));
    simulator.once(name(2), Part.CONTENT, new Fault.Slow(100));
    RunResult stopped;
    try (TestArchiver ending = start(Map.of())) {
      CompletableFuture<RunResult> run = OwnThread.supply(() -> ending.rerun(first.batch()));
      Awaitility.await().until(() -> fetches(1) == 2 && fetches(2) == 2);
      ending.bean(ActiveRun.class).stop();
      stopped = run.join();
    }

    RunResult again = archiver.rerun(first.batch());

    assertThat(stopped.status()).isEqualTo(Status.STOPPED);
    assertThat(stopped.message())
        .isEqualTo(
            "stopped by a signal, the next run goes on; archived 0 of 2 chunks (0 bytes), deleted 0 sources; 2 wait");
    assertThat(again.status()).isEqualTo(Status.COMPLETED);
    assertThat(runs(first)).isEqualTo("FAILED,STOPPED,COMPLETED");
  }
}
