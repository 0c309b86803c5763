package org.recordingarchiver.report;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A recording, whose call it is, and where it lies in the archive. Texts are as they came from
 * outside and can hold any character.
 *
 * @param recording its number in the ledger
 * @param status OPEN or SEALED
 * @param startedAt as the event says, null if it does not
 * @param knownSince when its first event came
 * @param store id of the store that holds its bag, null if nothing is archived yet
 * @param bag the bag's place: where its store was last opened, and the path below; null if nothing
 *     is archived yet
 * @param calls one as a rule, none if no event told of the call
 * @param chunks by index
 */
public record FoundRecording(
    long recording,
    String resource,
    @Nullable String recordingId,
    @Nullable String callId,
    @Nullable String serverCallId,
    String status,
    @Nullable Instant startedAt,
    Instant knownSince,
    @Nullable Long durationMs,
    @Nullable String contentType,
    @Nullable String channelType,
    @Nullable String formatType,
    @Nullable String store,
    @Nullable String bag,
    List<Call> calls,
    List<Chunk> chunks) {

  public FoundRecording {
    calls = List.copyOf(calls);
    chunks = List.copyOf(chunks);
  }

  /** Whether its bag is whole: all that came of it, with a manifest. */
  public boolean hasWholeBag() {
    return status.equals("SEALED");
  }

  /**
   * A call's timeline.
   *
   * @param startedBy raw id
   * @param endedBy raw id, else a name
   * @param participants one per stay, in the order they came
   */
  public record Call(
      @Nullable String serverCallId,
      @Nullable String correlationId,
      @Nullable Instant incomingAt,
      @Nullable Instant startedAt,
      @Nullable String startedBy,
      @Nullable Instant endedAt,
      @Nullable Double durationSeconds,
      @Nullable String endReason,
      @Nullable String endedBy,
      List<Participant> participants) {

    public Call {
      participants = List.copyOf(participants);
    }
  }

  /** One stay of someone in a call. */
  public record Participant(
      @Nullable String participantId,
      @Nullable String rawId,
      @Nullable String kind,
      @Nullable String phoneNumber,
      @Nullable String displayName,
      @Nullable String role,
      @Nullable Instant addedAt,
      @Nullable Instant removedAt) {}

  /**
   * A file of the recording.
   *
   * @param chunk its number in the ledger
   * @param nextAttemptAt null if nobody tries it again by itself
   * @param bytes length of the content, null if it is not archived
   * @param content place of the content, null if it is not archived
   * @param metadata place of the metadata, null if it is not archived
   */
  public record Chunk(
      long chunk,
      long index,
      String documentId,
      String status,
      @Nullable String cause,
      @Nullable String message,
      int attempts,
      @Nullable Instant nextAttemptAt,
      Instant expiresAt,
      @Nullable Instant archivedAt,
      @Nullable Long bytes,
      @Nullable String content,
      @Nullable String metadata) {

    /** Whether its bytes are in the archive, proved. */
    public boolean hasCopy() {
      return status.equals("ARCHIVED") || status.equals("SOURCE_DELETED");
    }
  }
}
