package org.recordingarchiver.bag;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.recordingarchiver.ledger.RecordingName;
import org.recordingarchiver.store.ArchiveKey;
import org.recordingarchiver.store.Sha256;

/**
 * Where things lie in the archive. Names are made from digests, numbers and safe characters alone,
 * whatever the event says.
 */
public final class BagLayout {

  /** The day comes twice: as directories, and in the name of the last. */
  @SuppressWarnings("DuplicateDateFormatField")
  private static final DateTimeFormatter DAY_AND_START =
      DateTimeFormatter.ofPattern("uuuu/MM/dd/uuuuMMdd'T'HHmmss'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private static final Instant FIRST_YEAR = Instant.parse("1970-01-01T00:00:00Z");
  private static final Instant LAST_YEAR = Instant.parse("9999-12-31T23:59:59Z");
  private static final int CALL_ID_LENGTH = 8;
  private static final int RECORDING_DIGEST_LENGTH = 12;
  private static final int DOCUMENT_DIGEST_LENGTH = 8;

  private BagLayout() {}

  /** {@code 2026/01/05/20260105T070000Z-0c6c9f4e-3f9a1c27b4d0}: start, call, recording. */
  public static ArchiveKey bag(RecordingName name) {
    return new ArchiveKey(
        DAY_AND_START.format(start(name))
            + "-"
            + callId(name)
            + "-"
            + name.keyDigest().substring(0, RECORDING_DIGEST_LENGTH));
  }

  /** {@code data/chunk-0000-5b1e77a0.mp4} below the bag. */
  public static ArchiveKey content(
      ArchiveKey bag, long index, String documentId, String extension) {
    return bag.resolve("data").resolve(chunkName(index, documentId) + "." + extension);
  }

  /** {@code data/chunk-0000-5b1e77a0.acsmetadata.json} below the bag. */
  public static ArchiveKey metadata(ArchiveKey bag, long index, String documentId) {
    return bag.resolve("data").resolve(chunkName(index, documentId) + ".acsmetadata.json");
  }

  /** {@code data/recording-event-91c40e2d.json} below the bag. */
  static ArchiveKey event(ArchiveKey bag, String sha256) {
    return bag.resolve("data")
        .resolve("recording-event-" + sha256.substring(0, DOCUMENT_DIGEST_LENGTH) + ".json");
  }

  private static String chunkName(long index, String documentId) {
    return "chunk-%04d-%s"
        .formatted(index, sha256(documentId).substring(0, DOCUMENT_DIGEST_LENGTH));
  }

  private static Instant start(RecordingName name) {
    Instant start = name.startedAt();
    if (start == null || start.isBefore(FIRST_YEAR) || start.isAfter(LAST_YEAR)) {
      return name.knownSince();
    }
    return start;
  }

  private static String callId(RecordingName name) {
    String callId = name.callId() == null ? "" : name.callId();
    StringBuilder safe = new StringBuilder();
    for (int at = 0; at < callId.length() && safe.length() < CALL_ID_LENGTH; at++) {
      if (ArchiveKey.isLetterOrDigit(callId.charAt(at))) {
        safe.append(callId.charAt(at));
      }
    }
    return safe.isEmpty() ? "unknown" : safe.toString().toLowerCase(Locale.ROOT);
  }

  private static String sha256(String text) {
    return Sha256.of(text.getBytes(StandardCharsets.UTF_8)).hex();
  }
}
