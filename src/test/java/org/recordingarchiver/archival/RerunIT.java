package org.recordingarchiver.archival;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.recordingarchiver.ledger.Cases;
import org.recordingarchiver.ledger.Cause;
import org.recordingarchiver.ledger.Decision;
import org.recordingarchiver.ledger.Reruns;
import org.recordingarchiver.simulator.AcsSimulator;
import org.recordingarchiver.simulator.Fault;
import org.recordingarchiver.simulator.Part;
import org.recordingarchiver.simulator.Payload;
import org.recordingarchiver.support.TestArchiver;
import org.recordingarchiver.support.TestDatabase;
import org.recordingarchiver.support.TestPostgres;

class RerunIT {

  @TempDir private Path home;

  private final TestDatabase database = TestPostgres.fresh();
  private AcsSimulator simulator;
  private TestArchiver archiver;

  @BeforeEach
  void start() {
    simulator = AcsSimulator.start();
    archiver =
        TestArchiver.start(simulator, database, home, Map.of("archiver.retry.attempts", "1"));
  }

  @AfterEach
  void stop() {
    archiver.close();
    simulator.close();
  }

  private void serve(String document) {
    simulator.put(
        document,
        Payload.wav(1, Duration.ofMillis(300), document.hashCode()),
        Payload.of("{\"pauseResumeIntervals\": []}".getBytes(StandardCharsets.UTF_8)));
  }

  private void announce(String document) {
    archiver.announce("recording of " + document, archiver.now(), document);
  }

  /** A batch of which these fail with 404, and all others are archived. */
  private long batch(int chunks, int missing) {
    for (int i = 0; i < chunks; i++) {
      String document = "doc-" + System.nanoTime();
      if (i >= missing) {
        serve(document);
      }
      announce(document);
    }
    RunResult result = archiver.archive();
    assertThat(result.status())
        .isEqualTo(missing == 0 ? RunResult.Status.COMPLETED : RunResult.Status.FAILED);
    return result.batch();
  }

  private void serveAll() {
    archiver
        .rows()
        .sql("select document_id from chunk where status = 'FAILED'")
        .query(String.class)
        .list()
        .forEach(this::serve);
  }

  private RunResult rerun(long batch) {
    return rerun(batch, null);
  }

  private RunResult rerun(long batch, @Nullable Cause cause) {
    return archiver.bean(ArchiveRuns.class).rerun(new Rerun(batch, cause), progress -> {});
  }

  private String value(String sql) {
    return archiver.value(sql);
  }

  @Test
  void aRerunIsTheNextRunOfItsBatchAndTakesNothingNew() {
    long batch = batch(3, 2);
    serveAll();
    serve("new");
    announce("new");

    RunResult result = rerun(batch);

    assertThat(result.batch()).isEqualTo(batch);
    assertThat(result.status()).isEqualTo(RunResult.Status.COMPLETED);
    assertThat(result.message()).startsWith("archived 3 of 3 chunks");
    assertThat(
            value(
                "select string_agg(status, ',' order by job_execution_id) from batch_job_execution where job_instance_id = "
                    + batch))
        .isEqualTo("FAILED,COMPLETED");
    assertThat(value("select status from chunk where document_id = 'new'")).isEqualTo("QUEUED");
    assertThat(value("select count(*) from chunk where status = 'SOURCE_DELETED'")).isEqualTo("3");
    assertThat(
            value(
                "select count(*) from batch_step_execution where job_execution_id = "
                    + result.run()
                    + " and step_name like 'lane:%'"))
        .isEqualTo("2");
  }

  @Test
  void whatFailsAgainIsTakenOnce() {
    long batch = batch(2, 2);
    int before = simulator.journal().size();

    RunResult result = rerun(batch);

    assertThat(result.status()).isEqualTo(RunResult.Status.FAILED);
    assertThat(result.message()).contains("2 failed (NOT_FOUND 2)");
    assertThat(simulator.journal().size() - before).isEqualTo(4);
    assertThat(value("select min(attempts) || '-' || max(attempts) from chunk")).isEqualTo("2-2");
  }

  @Test
  void takesOnlyWhatFailedForTheCause() {
    simulator.put("doc-a", Payload.of(new byte[500]));
    announce("doc-a");
    long batch = batch(2, 2);
    serveAll();

    rerun(batch, Cause.NOT_FOUND);

    assertThat(value("select string_agg(status || ' ' || attempts, ',' order by id) from chunk"))
        .isEqualTo("FAILED 1,SOURCE_DELETED 2,SOURCE_DELETED 2");
    assertThat(archiver.bean(Reruns.class).batchesWithFailures(Cause.NOT_FOUND)).isEmpty();
    assertThat(archiver.bean(Reruns.class).batchesWithFailures(null)).containsExactly(batch);
  }

  @Test
  void completesIfAnotherBatchDidItsWork() {
    long batch = batch(2, 1);
    serveAll();
    archiver.rows().sql("update chunk set not_before = now() where status = 'FAILED'").update();
    archiver.archive();

    RunResult result = rerun(batch);

    assertThat(result.status()).isEqualTo(RunResult.Status.COMPLETED);
    assertThat(result.message()).contains("1 archived by another batch");
  }

  @Test
  void completesIfAPersonHasSeenWhatFailed() {
    long batch = batch(2, 1);
    long chunk = Long.parseLong(value("select id from chunk where status = 'FAILED'"));
    archiver
        .bean(Cases.class)
        .acknowledge(List.of(chunk), new Decision.Made("kim", "never recorded"));
    assertThat(archiver.bean(Reruns.class).batchesWithFailures(null)).isEmpty();

    RunResult result = rerun(batch);

    assertThat(result.message()).contains("1 acknowledged");
    assertThat(result.status()).isEqualTo(RunResult.Status.COMPLETED);
  }

  @Test
  void aPlanTouchesNothing() {
    long batch = batch(2, 2);
    int before = simulator.journal().size();
    String ledger = value("select string_agg(c::text, ',' order by id) from chunk c");

    RerunPlan plan = archiver.bean(ArchiveRuns.class).planRerun(new Rerun(batch, null));

    assertThat(plan.status()).isEqualTo("FAILED");
    assertThat(plan.left()).extracting(Reruns.Left::cause).containsOnly(Cause.NOT_FOUND).hasSize(2);
    assertThat(simulator.journal()).hasSize(before);
    assertThat(value("select string_agg(c::text, ',' order by id) from chunk c")).isEqualTo(ledger);
    assertThat(value("select count(*) from batch_job_execution")).isEqualTo("1");
  }

  @Test
  void refusesABatchThatDoesNotExist() {
    assertThatThrownBy(() -> rerun(4711))
        .isInstanceOf(NoSuchBatchException.class)
        .hasMessageContaining("there is no batch 4711");
  }

  @Test
  void aCompletedOneStaysAsItIs() {
    long batch = batch(1, 0);

    assertThat(rerun(batch).status()).isEqualTo(RunResult.Status.COMPLETED);

    assertThat(value("select count(*) from batch_job_execution")).isEqualTo("1");
    assertThat(value("select count(*) from holder where ended_at is null")).isEqualTo("0");
  }

  @Test
  void runsAgainWhatADeadRunLeft() {
    long batch = batch(2, 2);
    serveAll();
    simulator.times(
        1,
        value("select document_id from chunk order by id limit 1"),
        Part.CONTENT,
        Fault.notFound());
    archiver
        .rows()
        .sql("update batch_job_execution set status = 'UNKNOWN', exit_code = 'UNKNOWN'")
        .update();
    archiver.rows().sql("update batch_step_execution set status = 'STARTED'").update();

    RunResult first = rerun(batch);
    assertThat(first.status()).isEqualTo(RunResult.Status.FAILED);
    RunResult second = rerun(batch);

    assertThat(second.status()).isEqualTo(RunResult.Status.COMPLETED);
    assertThat(value("select count(*) from batch_job_instance")).isEqualTo("1");
    assertThat(value("select count(*) from batch_job_execution")).isEqualTo("3");
  }
}
