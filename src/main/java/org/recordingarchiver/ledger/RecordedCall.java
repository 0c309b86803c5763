package org.recordingarchiver.ledger;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The call that a recording is of, merged from all its events: what none of them said is null.
 *
 * @param participants by the time they were added, then by their key; one entry for each stay
 */
public record RecordedCall(
    @Nullable String serverCallId,
    @Nullable String correlationId,
    @Nullable String groupId,
    @Nullable String roomId,
    @Nullable Boolean isTwoParty,
    @Nullable Boolean isRoomsCall,
    @Nullable Instant incomingAt,
    @Nullable Instant startedAt,
    @Nullable String startedBy,
    @Nullable Instant endedAt,
    @Nullable Double durationSeconds,
    @Nullable String endReason,
    @Nullable String endedBy,
    List<Participant> participants) {

  public RecordedCall {
    participants = List.copyOf(participants);
  }

  /** Someone's stay in the call. */
  public record Participant(
      @Nullable String participantId,
      @Nullable String rawId,
      @Nullable String kind,
      @Nullable String phoneNumber,
      @Nullable String displayName,
      @Nullable String role,
      @Nullable String userAgent,
      @Nullable Instant addedAt,
      @Nullable Instant removedAt) {}
}
