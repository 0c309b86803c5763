package org.recordingarchiver.report;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What became of a chunk.
 *
 * @param nextAttemptAt null if nobody tries it again by itself
 * @param bytes length of the archived content, 0 if there is none
 * @param contentKey where its content lies in the archive
 */
public record ChunkFate(
    String documentId,
    String status,
    @Nullable String cause,
    @Nullable String message,
    @Nullable Instant nextAttemptAt,
    long bytes,
    @Nullable String contentKey) {

  /** Whether its bytes are in the archive, proved. */
  public boolean isArchived() {
    return status.equals("ARCHIVED") || isSourceDeleted();
  }

  public boolean isSourceDeleted() {
    return status.equals("SOURCE_DELETED");
  }

  public boolean isLost() {
    return status.equals("LOST");
  }

  /** Whether another run will try it. */
  public boolean isWaiting() {
    return status.equals("QUEUED") || status.equals("FAILED");
  }
}
