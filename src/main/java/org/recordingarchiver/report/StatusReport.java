package org.recordingarchiver.report;

import java.util.Collection;
import java.util.List;
import org.recordingarchiver.ledger.RetentionSettings;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;

/** Says where everything stands. Reads only; each answer is one snapshot of the database. */
@Component
public class StatusReport {

  private final ChunkQueries chunks;
  private final RunQueries runs;

  StatusReport(JdbcClient jdbc, RetentionSettings retention) {
    chunks = new ChunkQueries(jdbc, retention.atRisk());
    runs = new RunQueries(jdbc);
  }

  /** Everything that {@code status} shows. */
  @Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
  public Status status() {
    ChunkQueries.Pressing pressing = chunks.pressing();
    return new Status(
        chunks.queue(),
        pressing.atRisk(),
        pressing.minSlackSeconds(),
        runs.latestBatches(),
        chunks.failures(),
        chunks.sourceKept(),
        chunks.warned(),
        chunks.quarantined(),
        chunks.rejectedEvents(),
        standing(pressing));
  }

  /** Only whether something alarms. */
  @Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
  public Standing standing() {
    return standing(chunks.pressing());
  }

  /** What became of these chunks. Reads the whole table: for the demo, not for an archive. */
  @Transactional(readOnly = true)
  public List<ChunkFate> fates(Collection<String> documentIds) {
    return chunks.fates(documentIds);
  }

  private Standing standing(ChunkQueries.Pressing pressing) {
    RunQueries.Ended last = runs.lastEnded();
    return new Standing(
        chunks.unacknowledged("FAILED"),
        chunks.unacknowledged("LOST"),
        pressing.atRisk(),
        chunks.stuck(),
        last.status(),
        last.at());
  }
}
