package org.recordingarchiver.ledger;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A recording as an event announces it. What the event does not say is null.
 *
 * @param resource the last segment of the event's topic or source
 * @param durationMs milliseconds
 */
public record AnnouncedRecording(
    String resource,
    @Nullable String recordingId,
    @Nullable String callId,
    @Nullable String serverCallId,
    @Nullable Instant startedAt,
    @Nullable Long durationMs,
    @Nullable String contentType,
    @Nullable String channelType,
    @Nullable String formatType,
    @Nullable String sessionEndReason,
    List<AnnouncedChunk> chunks) {

  public AnnouncedRecording {
    chunks = List.copyOf(chunks);
  }
}
