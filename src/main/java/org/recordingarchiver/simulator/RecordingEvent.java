package org.recordingarchiver.simulator;

import java.net.URI;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The event that tells of a recording: keys and their order as in the documentation's sample.
 *
 * @param topic the resource's full id
 * @param base where the chunks can be fetched
 */
record RecordingEvent(UUID id, String topic, URI base, DemoRecording recording) {

  private static final String TYPE = "Microsoft.Communication.RecordingFileStatusUpdated";

  byte[] bytes() {
    return Json.bytes(message(), "\n");
  }

  private JsonNode message() {
    return switch (recording.envelope()) {
      case EVENT_GRID, EVENT_GRID_WITH_TYPES -> Json.array().add(eventGrid());
      case CLOUD_EVENT -> cloudEvent();
    };
  }

  private ObjectNode eventGrid() {
    ObjectNode event = Json.object();
    event.put("id", id.toString()).put("topic", topic).put("subject", subject());
    event.set("data", data());
    event.put("eventType", TYPE).put("dataVersion", "1.0").put("metadataVersion", "1");
    return event.put("eventTime", Json.time(recording.eventTime()));
  }

  private ObjectNode cloudEvent() {
    ObjectNode event = Json.object();
    event.put("id", id.toString()).put("source", topic).put("type", TYPE);
    event.put("subject", subject()).put("time", Json.time(recording.eventTime()));
    event.put("specversion", "1.0").set("data", data());
    return event;
  }

  private String subject() {
    return "/recording/call/%s/serverCallId/%s/recordingId/%s"
        .formatted(recording.callId(), recording.serverCallId(), recording.recordingId());
  }

  private ObjectNode data() {
    ObjectNode data = Json.object();
    data.putObject("recordingStorageInfo").set("recordingChunks", chunks());
    data.put("recordingStartTime", Json.time(recording.startedAt()));
    data.put("recordingDurationMs", recording.duration().toMillis());
    data.put("sessionEndReason", "CallEnded");
    if (recording.envelope() != DemoRecording.Envelope.EVENT_GRID) {
      Media media = recording.media();
      data.put("recordingContentType", media.isVideo() ? "AudioVideo" : "Audio");
      data.put("recordingChannelType", media.isUnmixed() ? "Unmixed" : "Mixed");
      data.put("recordingFormatType", media.format().inEvents());
    }
    return data;
  }

  private ArrayNode chunks() {
    ArrayNode chunks = Json.array();
    int last = recording.chunks().size() - 1;
    for (DemoRecording.Chunk chunk : recording.chunks()) {
      boolean ended = chunk.index() == last;
      chunks
          .addObject()
          .put("documentId", chunk.documentId())
          .put("index", chunk.index())
          .put("endReason", ended ? "SessionEnded" : "ChunkMaximumSizeExceeded")
          .put("contentLocation", location(chunk, Part.CONTENT))
          .put("metadataLocation", location(chunk, Part.METADATA))
          .put("deleteLocation", location(chunk, Part.OBJECT));
    }
    return chunks;
  }

  private String location(DemoRecording.Chunk chunk, Part part) {
    return base.resolve(new Target(chunk.documentId(), part).path()).toString();
  }
}
