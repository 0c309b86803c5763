package org.recordingarchiver.ledger;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one event says of a call. What it does not say is null.
 *
 * @param resource the last segment of the event's topic or source
 * @param correlationId the call id that a recording names
 * @param startedBy raw id
 * @param durationSeconds seconds
 * @param endReason for people
 * @param endedBy raw id, else a name
 */
public record CallReport(
    String resource,
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
    List<Stay> stays) {

  public CallReport {
    stays = List.copyOf(stays);
  }

  /** Whether it names a call at all. */
  public boolean namesCall() {
    return serverCallId != null || correlationId != null;
  }

  /**
   * What it says of someone's stay in the call.
   *
   * @param participantId names the stay; null if only the person is named
   * @param phoneNumber E.164
   */
  public record Stay(
      @Nullable String participantId,
      String rawId,
      String kind,
      @Nullable String phoneNumber,
      @Nullable String role,
      @Nullable String displayName,
      @Nullable String userAgent,
      @Nullable Instant addedAt,
      @Nullable Instant removedAt) {}
}
