package org.recordingarchiver.ledger;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** An announced chunk with its key and the rows that it belongs to. */
record IncomingChunk(
    KeyDigest key,
    KeyDigest locations,
    long recordingId,
    long eventId,
    ReceivedEvent event,
    AnnouncedRecording recording,
    AnnouncedChunk chunk) {

  /**
   * The chunks of those events that were kept, in the order received.
   *
   * @param kept ids of event rows by identity
   * @param recordings ids of recording rows by key
   */
  static List<IncomingChunk> of(
      List<IncomingEvent> events, Map<KeyDigest, Long> kept, Map<KeyDigest, Long> recordings) {
    List<IncomingChunk> chunks = new ArrayList<>();
    for (IncomingEvent incoming : events) {
      Long eventId = kept.get(incoming.identity());
      AnnouncedRecording recording = incoming.event().recording();
      if (eventId != null && recording != null && incoming.recordingKey() != null) {
        long recordingId = recordings.getOrDefault(incoming.recordingKey(), 0L);
        for (AnnouncedChunk chunk : recording.chunks()) {
          chunks.add(of(incoming.event(), eventId, recording, recordingId, chunk));
        }
      }
    }
    return chunks;
  }

  private static IncomingChunk of(
      ReceivedEvent event,
      long eventId,
      AnnouncedRecording recording,
      long recordingId,
      AnnouncedChunk chunk) {
    return new IncomingChunk(
        KeyDigest.ofChunk(recording, chunk),
        KeyDigest.ofLocations(chunk),
        recordingId,
        eventId,
        event,
        recording,
        chunk);
  }
}
