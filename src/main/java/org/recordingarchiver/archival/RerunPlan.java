package org.recordingarchiver.archival;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.recordingarchiver.ledger.Cause;

/**
 * What a rerun would do; nothing was touched.
 *
 * @param batches in the order in which they would be run
 * @param maxDuration a run takes no new chunks after so long
 */
public record RerunPlan(List<PlannedBatch> batches, Duration maxDuration) {

  public RerunPlan {
    batches = List.copyOf(batches);
  }

  /** Chunks that would be taken. */
  public long chunks() {
    return batches.stream()
        .filter(batch -> !batch.completed())
        .mapToLong(PlannedBatch::chunks)
        .sum();
  }

  /**
   * A batch that would be run again.
   *
   * @param batch JOB_INSTANCE_ID
   * @param completed its last run COMPLETED: it can't be run again
   * @param chunks unfinished ones
   * @param causes of their last tries
   * @param untried how many of them have no cause: no try at them came to an end
   * @param sized how many of them have a length that is known
   * @param bytes content bytes of those
   * @param expired how many are past their expiry at the source
   * @param expiring ids of those that expire within {@link RerunPlan#maxDuration}, least slack
   *     first
   */
  public record PlannedBatch(
      long batch,
      boolean completed,
      long chunks,
      Map<Cause, Long> causes,
      long untried,
      long sized,
      long bytes,
      long expired,
      List<Long> expiring) {

    public PlannedBatch {
      expiring = List.copyOf(expiring);
    }
  }
}
