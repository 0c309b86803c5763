package org.recordingarchiver.ledger;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Events as the inbox gets them. */
final class Announcements {

  static final Instant TIME = Instant.parse("2026-01-05T07:02:10.765432Z");
  static final Instant START = Instant.parse("2026-01-05T07:00:00.123456Z");

  private Announcements() {}

  static ReceivedEvent event(String id, @Nullable AnnouncedRecording recording) {
    return event(id, TIME, recording);
  }

  static ReceivedEvent event(
      String id, @Nullable Instant time, @Nullable AnnouncedRecording recording) {
    return new ReceivedEvent(
        ReceivedEvent.Envelope.EVENT_GRID,
        id,
        "/providers/acs",
        "T",
        "subject",
        time,
        new RawBody(("{\"n\":\"" + recording + "\"}").getBytes(StandardCharsets.UTF_8)),
        "{}",
        recording,
        null);
  }

  static AnnouncedRecording recording(String id, AnnouncedChunk... chunks) {
    return recording(id, START, chunks);
  }

  static AnnouncedRecording recording(
      @Nullable String id, @Nullable Instant start, AnnouncedChunk... chunks) {
    return new AnnouncedRecording(
        "acs", id, "call", "server call", start, null, null, null, null, null, List.of(chunks));
  }

  static AnnouncedChunk chunk(String document) {
    return chunk(document, 0);
  }

  static AnnouncedChunk chunk(String document, long index) {
    return chunk(document, index, "https://s/" + document, "https://s/delete/" + document);
  }

  static AnnouncedChunk chunk(
      String document, long index, @Nullable String content, @Nullable String delete) {
    return new AnnouncedChunk(document, index, null, content, "https://s/meta", delete);
  }
}
