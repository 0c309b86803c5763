package org.recordingarchiver.faults;

import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A recording as its event tells of it (WIRE.md 2).
 *
 * @param resource the last segment of the event's topic
 */
record Announcement(String recordingId, String resource, List<Served> chunks) {

  Announcement {
    chunks = List.copyOf(chunks);
  }

  /** The event on one line. */
  String event(int port) {
    return """
    {"id":"%s","topic":"/subscriptions/5/resourceGroups/g/providers/Microsoft.Communication/communicationServices/%s",\
    "subject":"/recording/call/0c6c9f4e-5b0a-4a61-9d0f-3f2f5a1b7c11/serverCallId/aHR0/recordingId/%s",\
    "data":{"recordingStorageInfo":{"recordingChunks":[%s]},"recordingStartTime":"%s",\
    "recordingDurationMs":1000,"sessionEndReason":"CallEnded","recordingFormatType":"%s"},\
    "eventType":"Microsoft.Communication.RecordingFileStatusUpdated","dataVersion":"1.0","metadataVersion":"1",\
    "eventTime":"%s"}\
    """
        .formatted(
            "event-of-" + recordingId,
            resource,
            recordingId,
            chunks.stream().map(chunk -> chunk(chunk, port)).collect(Collectors.joining(",")),
            Instant.now().minusSeconds(60),
            chunks.getFirst().sample().kind().format(),
            Instant.now());
  }

  private static String chunk(Served chunk, int port) {
    String id = chunk.documentId();
    return """
    {"documentId":"%s","index":%d,"endReason":"SessionEnded","contentLocation":"%s",\
    "metadataLocation":"%s","deleteLocation":"%s"}\
    """
        .formatted(
            id,
            chunk.sample().index(),
            Places.at(port, Part.CONTENT.path(id)),
            Places.at(port, Part.METADATA.path(id)),
            Places.at(port, Part.OBJECT.path(id)));
  }
}
