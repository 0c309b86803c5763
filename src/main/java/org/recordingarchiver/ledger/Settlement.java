package org.recordingarchiver.ledger;

import java.time.Duration;
import java.util.List;

/**
 * The end of one try at a chunk.
 *
 * @param run JOB_EXECUTION_ID
 * @param quarantined what was kept apart on the way
 * @param bytes content bytes received
 */
public record Settlement(
    ClaimedChunk chunk,
    long run,
    Outcome outcome,
    List<QuarantinedFile> quarantined,
    long bytes,
    Duration took) {

  public Settlement {
    quarantined = List.copyOf(quarantined);
  }
}
