package org.recordingarchiver.archival;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.recordingarchiver.ledger.Cause;

/**
 * Which batches are to be run again, and which of their chunks.
 *
 * @param batches JOB_INSTANCE_IDs; none: every batch that has FAILED chunks left which nobody has
 *     acknowledged, where a chunk counts for the latest batch that took it
 * @param cause only chunks whose last try ended with it; null: all
 */
public record RerunRequest(List<Long> batches, @Nullable Cause cause) {

  public RerunRequest {
    batches = batches.stream().distinct().toList();
  }

  /**
   * Whether chunks that a person has acknowledged are tried too: only if the person names the
   * batch.
   */
  boolean triesAcknowledged() {
    return !batches.isEmpty();
  }
}
