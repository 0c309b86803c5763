package org.recordingarchiver.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.recordingarchiver.support.QuickJava;
import org.recordingarchiver.support.TestDatabase;

/** Killed anywhere, it leaves nothing half removed, and the next one goes on. */
class PruningRestartIT {

  private final PruningRows rows = new PruningRows();

  @AfterEach
  void close() {
    rows.close();
  }

  @Test
  void leavesWholeBatchesBehindWhereverItIsKilled() throws IOException {
    for (int batch = 1; batch <= 220; batch++) {
      rows.batch(batch, "COMPLETED", 200);
    }
    long open = rows.chunk(7, "FAILED");
    rows.attempt(open, 1, "FAILED", 200);
    long done = rows.chunk(8, "SOURCE_DELETED");
    rows.attempt(done, 1, "FAILED", 200);
    rows.attempt(done, 2, "ARCHIVED", 200);
    rows.batch(221, "COMPLETED", 0);
    List<String> days = rows.days();

    // The first statement asks for the time; 13 are a portion of batches; the 28th is for tries.
    for (int statements : new int[] {5, 9, 13, 15, 27}) {
      assertThat(killedBefore(statements)).isEqualTo(137);
      assertWhole();
      assertThat(rows.days()).isEqualTo(days);
    }
    assertThat(killedBefore(1_000)).isZero();

    assertThat(rows.batches()).containsExactly(7L, 221L);
    assertWhole();
    assertThat(rows.days()).isEqualTo(days);
    assertThat(rows.attempts(done)).containsExactly(2L);
    assertThat(rows.attempts(open)).containsExactly(1L);
    assertThat(rows.pruning().prune(PruningRows.JOB, Duration.ofDays(90)).batches()).isZero();
  }

  /** One run and two steps for each batch that is there, with all that belongs to them. */
  private void assertWhole() {
    long batches = rows.batches().size();
    assertThat(rows.rowsOfRuns().subList(0, 6))
        .containsExactly(batches, batches, batches, batches, 2 * batches, 2 * batches);
  }

  private int killedBefore(int statements) throws IOException {
    TestDatabase database = rows.database();
    List<String> command = QuickJava.command();
    command.addAll(
        List.of(
            DyingPruning.class.getName(),
            database.url(),
            database.user(),
            database.password(),
            String.valueOf(statements)));
    return new ProcessBuilder(command).inheritIO().start().onExit().join().exitValue();
  }
}
