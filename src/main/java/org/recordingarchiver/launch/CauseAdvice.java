package org.recordingarchiver.launch;

import org.recordingarchiver.ledger.Cause;

/** What a person can look after if a chunk is not archived for this cause. */
final class CauseAdvice {

  private CauseAdvice() {}

  /** Empty if there is nothing to look after on our side. */
  static String of(Cause cause) {
    return switch (cause) {
      case UNREACHABLE ->
          "UNREACHABLE: check name service, proxy and network between here and the source";
      case UNAUTHORIZED -> "UNAUTHORIZED: check the access key and this machine's clock";
      case REFUSED_URL ->
          "REFUSED_URL: the event names a host that archiver.source.allowed-hosts does not";
      case NO_LOCATION ->
          "NO_LOCATION: the event names no place to fetch from; nothing here can mend it";
      case NOT_OURS ->
          "NOT_OURS: the recording lies in the customer's own storage; it is not ours to fetch";
      case STORE_FULL -> "STORE_FULL: make room in the archive";
      case STORE_FAILED -> "STORE_FAILED: check the archive's disk, mount and permissions";
      case READ_BACK_MISMATCH ->
          "READ_BACK_MISMATCH: what was written is not what is read back; check the archive's disk";
      case CONFLICT ->
          "CONFLICT: the archive holds other bytes under that name; compare them with those in quarantine";
      case THROTTLED,
          SOURCE_ERROR,
          NOT_FOUND,
          EXPIRED,
          EMPTY,
          TRUNCATED,
          NOT_MEDIA,
          MEDIA_DAMAGED,
          METADATA_MISMATCH ->
          "";
    };
  }
}
