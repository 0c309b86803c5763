package org.recordingarchiver.report;

import java.util.Locale;

/** A status by which recordings are sought: of one of its chunks, or of the recording itself. */
public enum SoughtStatus {
  /** A chunk waits for its first or next try. */
  QUEUED("c.status = 'QUEUED'", true),
  /** A run works on a chunk. */
  CLAIMED("c.status = 'CLAIMED' and c.holder is not null", true),
  /** A chunk is in the archive, deleted at the source or not. */
  ARCHIVED("c.status = 'ARCHIVED' or c.status = 'SOURCE_DELETED'", true),
  /** A chunk is in the archive, and deleted at the source. */
  SOURCE_DELETED("c.status = 'SOURCE_DELETED'", true),
  /** A person should look at a chunk. */
  FAILED("c.status = 'FAILED'", true),
  /** The source no longer has a chunk, and no copy exists. */
  LOST("c.status = 'LOST'", true),
  /** Its bag does not show all of the recording yet. */
  OPEN("r.status = 'OPEN'", false),
  /** Its bag is whole. */
  SEALED("r.status = 'SEALED'", false);

  private final String condition;
  private final boolean ofChunk;

  SoughtStatus(String condition, boolean ofChunk) {
    this.condition = condition;
    this.ofChunk = ofChunk;
  }

  /** As it is written on a command line: {@code source-deleted}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Of a chunk c or a recording r; worded like the conditions of the partial indexes. */
  String condition() {
    return condition;
  }

  boolean isOfChunk() {
    return ofChunk;
  }
}
