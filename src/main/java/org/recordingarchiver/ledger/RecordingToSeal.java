package org.recordingarchiver.ledger;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.recordingarchiver.ledger.Proof.ProvedFile;

/**
 * A recording in the hands of a holder, with all that its bag must show.
 *
 * @param fence grew with this claim
 * @param revision what the ledger knew when this was read
 * @param chunks by index, then document id
 * @param events every event that spoke of it, in the order they came
 * @param call null if no event spoke of its call
 */
public record RecordingToSeal(
    long id,
    long holder,
    long fence,
    long revision,
    RecordingName name,
    String resource,
    @Nullable String recordingId,
    @Nullable String serverCallId,
    Facts facts,
    List<SealedChunk> chunks,
    List<SealedEvent> events,
    @Nullable RecordedCall call) {

  public RecordingToSeal {
    chunks = List.copyOf(chunks);
    events = List.copyOf(events);
  }

  /** What the events said of it as a whole, each null if none did. */
  public record Facts(
      @Nullable Long durationMs,
      @Nullable String contentType,
      @Nullable String channelType,
      @Nullable String formatType,
      @Nullable String sessionEndReason) {}

  /**
   * One of its chunks.
   *
   * @param content null if no copy exists
   * @param archivedAt null if no copy exists
   */
  public record SealedChunk(
      long index,
      String documentId,
      String status,
      @Nullable Cause cause,
      @Nullable ProvedFile content,
      @Nullable ProvedFile metadata,
      @Nullable Instant archivedAt) {}

  /** An event as received. */
  public record SealedEvent(String sha256, RawBody body) {}
}
