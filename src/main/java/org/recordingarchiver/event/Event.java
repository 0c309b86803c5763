package org.recordingarchiver.event;

import java.nio.charset.StandardCharsets;

/** An event that could be read. Fields that its type does not name are only in the raw message. */
public sealed interface Event extends Reading
    permits RecordingFileStatusUpdated, CallEvent, OtherEvent {

  /** What every event has. */
  Envelope envelope();

  /**
   * The message as JSON text that PostgreSQL's jsonb takes: U+0000 and unpaired surrogates have
   * become U+FFFD, numbers beyond its range have become strings.
   */
  default String json() {
    return StorableJson.of(new String(raw().bytes(), StandardCharsets.UTF_8));
  }
}
