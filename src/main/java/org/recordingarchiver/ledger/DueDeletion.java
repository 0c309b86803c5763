package org.recordingarchiver.ledger;

import java.time.Duration;
import org.recordingarchiver.ledger.Proof.ProvedFile;

/**
 * A sealed chunk whose source may be deleted once its copy is found to be there.
 *
 * @param holder the process that is about to do it
 * @param attempts DELETEs sent so far
 * @param slack time left until the source drops it by itself; negative afterwards
 */
public record DueDeletion(
    long chunk,
    long holder,
    String documentId,
    String resource,
    String url,
    ProvedFile content,
    ProvedFile metadata,
    boolean deletesOtherObject,
    int attempts,
    Duration slack) {

  private static final Duration LONG = Duration.ofHours(24);

  /** Whether the source must have dropped it by itself. */
  public boolean isLongExpired() {
    return slack.plus(LONG).isNegative();
  }
}
