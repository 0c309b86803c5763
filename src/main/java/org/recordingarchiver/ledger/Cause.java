package org.recordingarchiver.ledger;

/** Why a try at a chunk had no success: one vocabulary for rows, messages and metrics. */
public enum Cause {
  /** No answer, or one that broke off. */
  UNREACHABLE,
  /** The source asked us to slow down. */
  THROTTLED,
  /** The source failed. */
  SOURCE_ERROR,
  /** The source does not accept our key. */
  UNAUTHORIZED,
  /** The source does not have it. */
  NOT_FOUND,
  /** The source does not have it any more: its time is over. */
  EXPIRED,
  /** The URL is not one that credentials may go to. */
  REFUSED_URL,
  /** The event named no URL. */
  NO_LOCATION,
  /** It lies in the customer's own storage. */
  NOT_OURS,
  /** A success without a byte. */
  EMPTY,
  /** Fewer or more bytes than announced. */
  TRUNCATED,
  /** HTML or JSON in place of media. */
  NOT_MEDIA,
  /** Media whose structure is not whole. */
  MEDIA_DAMAGED,
  /** The metadata speaks of another chunk. */
  METADATA_MISMATCH,
  /** No room in the archive. */
  STORE_FULL,
  /** The archive could not write, sync or read. */
  STORE_FAILED,
  /** The archived copy is not what was received. */
  READ_BACK_MISMATCH,
  /** Other bytes lie in the archive under that name. */
  CONFLICT;

  /**
   * Whether the cause lies in what the source answers, so that {@code archiver.retry.attempts}
   * bounds it; all others are tried until the chunk expires.
   */
  public boolean liesInAnswer() {
    return switch (this) {
      case NOT_FOUND,
          EXPIRED,
          EMPTY,
          TRUNCATED,
          NOT_MEDIA,
          MEDIA_DAMAGED,
          METADATA_MISMATCH,
          READ_BACK_MISMATCH ->
          true;
      case UNREACHABLE, THROTTLED, SOURCE_ERROR, UNAUTHORIZED, STORE_FULL, STORE_FAILED -> false;
      case REFUSED_URL, NO_LOCATION, NOT_OURS, CONFLICT -> true;
    };
  }
}
