package org.recordingarchiver.event;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads {@code Microsoft.Communication.RecordingFileStatusUpdated} (WIRE.md 2). */
final class RecordingEvents {

  static final String TYPE = "Microsoft.Communication.RecordingFileStatusUpdated";

  private RecordingEvents() {}

  static RecordingFileStatusUpdated read(Envelope envelope, Fields event, RawMessage raw)
      throws UnreadableEventException {
    Fields data = event.object("data");
    RecordingSubject subject = new RecordingSubject(envelope.subject());
    return new RecordingFileStatusUpdated(
        envelope,
        raw,
        resource(envelope),
        first(data.optionalText("recordingId"), subject.recordingId()),
        first(data.optionalText("callId"), subject.callId()),
        first(data.optionalText("serverCallId"), subject.serverCallId()),
        EventTimes.read(data.anyText("recordingStartTime")),
        data.anyLong("recordingDurationMs"),
        spelled(data.anyText("recordingContentType"), "AudioVideo", "Audio"),
        spelled(data.anyText("recordingChannelType"), "Mixed", "Unmixed"),
        spelled(data.anyText("recordingFormatType"), "Mp4", "Mp3", "Wav"),
        data.anyText("sessionEndReason"),
        chunks(data.object("recordingStorageInfo").array("recordingChunks")));
  }

  private static String resource(Envelope envelope) throws UnreadableEventException {
    if (envelope.resource().isEmpty()) {
      throw new UnreadableEventException("topic or source names no resource");
    }
    return envelope.resource();
  }

  private static @Nullable String first(@Nullable String data, @Nullable String subject) {
    return data == null || data.isEmpty() ? subject : data;
  }

  /** Events, requests and metadata spell these differently (WIRE.md 2.1). */
  private static @Nullable String spelled(@Nullable String received, String... known) {
    for (String word : known) {
      if (word.equalsIgnoreCase(received)) {
        return word;
      }
    }
    return received;
  }

  private static List<RecordingFileStatusUpdated.Chunk> chunks(JsonNode array)
      throws UnreadableEventException {
    if (array.isEmpty()) {
      throw new UnreadableEventException("data.recordingStorageInfo.recordingChunks is empty");
    }
    List<RecordingFileStatusUpdated.Chunk> chunks = new ArrayList<>();
    for (JsonNode node : array) {
      chunks.add(chunk(node, chunks.size()));
    }
    return chunks;
  }

  private static RecordingFileStatusUpdated.Chunk chunk(JsonNode node, int position)
      throws UnreadableEventException {
    Fields chunk =
        Fields.of(node, "data.recordingStorageInfo.recordingChunks[%d]".formatted(position));
    return new RecordingFileStatusUpdated.Chunk(
        chunk.text("documentId"),
        chunk.wholeNumber("index", position),
        chunk.anyText("endReason"),
        chunk.optionalText("contentLocation"),
        chunk.optionalText("metadataLocation"),
        chunk.optionalText("deleteLocation"));
  }
}
