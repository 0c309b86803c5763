package org.recordingarchiver.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Old runs and tries go, and nothing that a restart or a proof needs. */
class PruningIT {

  private static final Duration KEEP = Duration.ofDays(90);

  private final PruningRows rows = new PruningRows();
  private final Pruning pruning = rows.pruning();

  @AfterEach
  void close() {
    rows.close();
  }

  private Pruned prune() {
    return pruning.prune(PruningRows.JOB, KEEP);
  }

  @Test
  void removesAnOldBatchWithEverythingOfItsRuns() {
    rows.batch(1, "FAILED", 100);
    rows.run(101, 1, "COMPLETED", 99);
    rows.chunk(1, "SOURCE_DELETED");
    rows.batch(2, "COMPLETED", 1);

    Pruned pruned = prune();

    assertThat(pruned).isEqualTo(new Pruned(pruned.before(), 1, 2, 4, 0, 0, 0));
    assertThat(rows.batches()).containsExactly(2L);
    assertThat(rows.rowsOfRuns()).containsExactly(1L, 1L, 1L, 1L, 2L, 2L, 0L);
  }

  @Test
  void saysBeforehandWhatItWouldRemoveAndTouchesNothing() {
    rows.batch(1, "COMPLETED", 100);
    long done = rows.chunk(1, "SOURCE_DELETED");
    rows.attempt(done, 1, "FAILED", 100);
    rows.batch(2, "FAILED", 100);
    rows.attempt(rows.chunk(2, "FAILED"), 1, "FAILED", 100);
    rows.batch(3, "COMPLETED", 1);
    List<Long> before = rows.rowsOfRuns();

    Pruned planned = pruning.plan(PruningRows.JOB, KEEP);

    assertThat(planned).isEqualTo(new Pruned(planned.before(), 1, 1, 2, 1, 1, 1));
    assertThat(rows.rowsOfRuns()).isEqualTo(before);
    assertThat(rows.attempts(done)).containsExactly(1L);
    Pruned pruned = prune();
    assertThat(pruned).isEqualTo(new Pruned(pruned.before(), 1, 1, 2, 1, 1, 1));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // the status of its chunk | what else is so | whether its batch goes
        "SOURCE_DELETED | status = status                            | true",
        "ARCHIVED       | status = status                            | false",
        "ARCHIVED       | kept_because = 'NO_LOCATION'               | true",
        "QUEUED         | not_before = now()                         | false",
        "CLAIMED        | status = status                            | false",
        "FAILED         | status = status                            | false",
        "FAILED         | not_before = null                          | false",
        "FAILED         | acknowledged_at = now()                    | true",
        "LOST           | status = status                            | false",
        "LOST           | acknowledged_at = now()                    | true"
      })
  void keepsABatchWhoseChunksAreNotDone(String status, String more, boolean goes) {
    rows.batch(1, "FAILED", 100);
    rows.chunk(1, "SOURCE_DELETED");
    rows.set(rows.chunk(1, status), more);
    rows.batch(2, "COMPLETED", 1);

    Pruned pruned = prune();

    assertThat(rows.batches().contains(1L)).isEqualTo(!goes);
    assertThat(pruned.keptBatches()).isEqualTo(goes ? 0 : 1);
  }

  @Test
  void keepsABatchWhoseRecordingIsNotSealed() {
    rows.batch(1, "FAILED", 100);
    rows.set(rows.chunk(1, "ARCHIVED"), "kept_because = 'NO_LOCATION'");
    rows.jdbc().sql("update recording set status = 'OPEN'").update();
    rows.batch(2, "COMPLETED", 1);

    assertThat(prune().batches()).isZero();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "update batch_job_execution set end_time = null where job_execution_id = 1",
        "update batch_job_execution set status = 'UNKNOWN' where job_execution_id = 1",
        "update batch_step_execution set status = 'STARTED' where job_execution_id = 1",
        "insert into holder (host, pid, batch) values ('here', 1, 1)",
        "insert into holder (host, pid, run) values ('here', 1, 1)",
        "update batch_job_instance set job_name = 'another' where job_instance_id = 1"
      })
  void keepsWhatSomebodyWorksOnOrIsNotOurs(String otherwise) {
    rows.batch(1, "COMPLETED", 100);
    rows.batch(2, "COMPLETED", 100);
    rows.jdbc()
        .sql("insert into batch_job_instance values (3, 0, 'archiveRecordings', '3')")
        .update();
    rows.jdbc().sql(otherwise).update();

    prune();

    assertThat(rows.batches()).contains(1L);
  }

  @Test
  void keepsTheLatestBatchAndTheOneWhoseRunEndedLast() {
    rows.batch(1, "COMPLETED", 400);
    rows.batch(2, "FAILED", 300);
    rows.run(201, 2, "COMPLETED", 100);
    rows.batch(3, "COMPLETED", 200);
    rows.batch(4, "COMPLETED", 150);

    Pruned pruned = prune();

    assertThat(rows.batches()).containsExactly(2L, 4L);
    assertThat(pruned.keptBatches()).isEqualTo(2);
  }

  @Test
  void removesTriesWithoutSuccessOfArchivedChunksOnly() {
    rows.batch(1, "COMPLETED", 1);
    long done = rows.chunk(1, "SOURCE_DELETED");
    rows.attempt(done, 1, "WAITS", 100);
    rows.attempt(done, 2, "FAILED", 99);
    rows.attempt(done, 3, "ARCHIVED", 98);
    rows.attempt(done, 4, "GIVEN_BACK", 2);
    long lost = rows.chunk(1, "LOST");
    rows.set(lost, "acknowledged_at = now()");
    rows.attempt(lost, 1, "LOST", 100);
    long accepted = rows.chunk(1, "ARCHIVED");
    rows.set(accepted, "proof_level = 'ACCEPTED', kept_because = 'ACCEPTED'");
    rows.attempt(accepted, 1, "FAILED", 100);

    Pruned pruned = prune();

    assertThat(pruned.tries()).isEqualTo(2);
    assertThat(pruned.keptTries()).isEqualTo(2);
    assertThat(rows.attempts(done)).containsExactly(3L, 4L);
    assertThat(rows.attempts(lost)).containsExactly(1L);
    assertThat(rows.attempts(accepted)).containsExactly(1L);
  }

  @Test
  void changesNoNumberOfAnyDay() {
    for (int batch = 1; batch <= 250; batch++) {
      rows.batch(batch, batch % 3 == 0 ? "FAILED" : "COMPLETED", 300 - batch);
    }
    long done = rows.chunk(1, "SOURCE_DELETED");
    for (int number = 1; number <= 40; number++) {
      rows.attempt(done, number, number % 4 == 0 ? "FAILED" : "WAITS", 91 + number % 7);
    }
    List<String> before = rows.days();

    Pruned pruned = prune();

    assertThat(pruned.batches()).isBetween(200L, 215L);
    assertThat(pruned.tries()).isEqualTo(40);
    assertThat(rows.days()).isEqualTo(before).hasSizeGreaterThan(290);
    assertThat(prune().batches() + prune().tries()).isZero();
    assertThat(rows.days()).isEqualTo(before);
  }
}
