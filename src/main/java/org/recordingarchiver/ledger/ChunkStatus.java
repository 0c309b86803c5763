package org.recordingarchiver.ledger;

/** Where a chunk is in its life. */
public enum ChunkStatus {
  QUEUED,
  CLAIMED,
  ARCHIVED,
  SOURCE_DELETED,
  FAILED,
  LOST
}
