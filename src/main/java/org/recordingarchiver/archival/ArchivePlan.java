package org.recordingarchiver.archival;

import java.time.Instant;
import java.util.List;

/**
 * What a batch would do; nothing was touched.
 *
 * @param chunks in the order in which they would be taken
 * @param waiting chunks in the queue whose time for a retry has not come
 * @param toSeal recordings left to seal from earlier runs
 * @param toDelete sources left to delete from earlier runs
 */
public record ArchivePlan(List<PlannedChunk> chunks, long waiting, long toSeal, long toDelete) {

  public ArchivePlan {
    chunks = List.copyOf(chunks);
  }

  /** A chunk that would be taken. */
  public record PlannedChunk(
      long chunk, String resource, String documentId, Instant expiresAt, boolean wouldDelete) {}
}
