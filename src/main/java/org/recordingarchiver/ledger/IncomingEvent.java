package org.recordingarchiver.ledger;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A received event with its keys. */
record IncomingEvent(KeyDigest identity, ReceivedEvent event, @Nullable KeyDigest recordingKey) {

  private static IncomingEvent of(ReceivedEvent event) {
    AnnouncedRecording recording = event.recording();
    return new IncomingEvent(
        KeyDigest.ofEvent(event),
        event,
        recording == null ? null : KeyDigest.ofRecording(recording));
  }

  /** Each event once, in the order received. */
  static List<IncomingEvent> distinct(Collection<ReceivedEvent> events) {
    Map<KeyDigest, IncomingEvent> distinct = new LinkedHashMap<>();
    for (ReceivedEvent event : events) {
      IncomingEvent incoming = of(event);
      distinct.putIfAbsent(incoming.identity, incoming);
    }
    return new ArrayList<>(distinct.values());
  }
}
