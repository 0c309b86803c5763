package org.recordingarchiver.ledger;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An announced recording with its key. */
record IncomingRecording(KeyDigest key, AnnouncedRecording recording) {

  /** Each recording once; what its first event does not say is taken from the next that does. */
  static List<IncomingRecording> of(List<IncomingEvent> events) {
    Map<KeyDigest, AnnouncedRecording> merged = new LinkedHashMap<>();
    for (IncomingEvent incoming : events) {
      AnnouncedRecording recording = incoming.event().recording();
      if (recording != null && incoming.recordingKey() != null) {
        merged.merge(incoming.recordingKey(), recording, IncomingRecording::fill);
      }
    }
    List<IncomingRecording> recordings = new ArrayList<>();
    merged.forEach((key, recording) -> recordings.add(new IncomingRecording(key, recording)));
    return recordings;
  }

  private static AnnouncedRecording fill(AnnouncedRecording first, AnnouncedRecording next) {
    return new AnnouncedRecording(
        first.resource(),
        first(first.recordingId(), next.recordingId()),
        first(first.callId(), next.callId()),
        first(first.serverCallId(), next.serverCallId()),
        first(first.startedAt(), next.startedAt()),
        first(first.durationMs(), next.durationMs()),
        first(first.contentType(), next.contentType()),
        first(first.channelType(), next.channelType()),
        first(first.formatType(), next.formatType()),
        first(first.sessionEndReason(), next.sessionEndReason()),
        first.chunks());
  }

  private static <T> @Nullable T first(@Nullable T value, @Nullable T otherwise) {
    return value != null ? value : otherwise;
  }
}
