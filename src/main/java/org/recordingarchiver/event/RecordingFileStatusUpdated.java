package org.recordingarchiver.event;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A recording's files can be fetched (WIRE.md 2.1). What the event does not say is null.
 *
 * @param resource as {@link Envelope#resource()}, never empty
 * @param durationMs milliseconds
 * @param contentType {@code AudioVideo} or {@code Audio} in this spelling, else as received
 * @param channelType {@code Mixed} or {@code Unmixed} in this spelling, else as received
 * @param formatType {@code Mp4}, {@code Mp3} or {@code Wav} in this spelling, else as received
 * @param chunks at least one, in the order of the message
 */
public record RecordingFileStatusUpdated(
    Envelope envelope,
    RawMessage raw,
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
    List<Chunk> chunks)
    implements Event {

  public RecordingFileStatusUpdated {
    chunks = List.copyOf(chunks);
  }

  /**
   * One file of the recording.
   *
   * @param index the chunk's place in the recording; its place in the message if the event names
   *     none
   */
  public record Chunk(
      String documentId,
      long index,
      @Nullable String endReason,
      @Nullable String contentLocation,
      @Nullable String metadataLocation,
      @Nullable String deleteLocation) {}
}
