package org.recordingarchiver.ledger;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An event to be kept, with the recording it announces or what it says of a call, if any. Strings
 * are as received: of any length, with any characters.
 *
 * @param body the exact bytes received, secrets cut out
 * @param json the same as JSON text that PostgreSQL takes
 */
public record ReceivedEvent(
    Envelope envelope,
    String eventId,
    String source,
    String type,
    @Nullable String subject,
    @Nullable Instant eventTime,
    RawBody body,
    String json,
    @Nullable AnnouncedRecording recording,
    @Nullable CallReport call) {

  /** The two forms in which Event Grid delivers. */
  public enum Envelope {
    EVENT_GRID,
    CLOUD_EVENTS
  }
}
