package org.recordingarchiver.ledger;

/** Where a chunk is in its life. */
enum ChunkStatus {
  QUEUED,
  CLAIMED,
  ARCHIVED,
  SOURCE_DELETED,
  FAILED,
  LOST
}
