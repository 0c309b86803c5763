package org.recordingarchiver.simulator;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The metadata document of a chunk, byte for byte as ACS lays it out (WIRE.md 3). */
record AcsMetadata(
    UUID resourceId,
    UUID callId,
    String documentId,
    int index,
    Instant startedAt,
    Media media,
    List<String> participants) {

  private static final String LINE_END = "\r\n";

  byte[] bytes() {
    ObjectNode document = Json.object();
    document.put("resourceId", resourceId.toString());
    document.put("callId", callId.toString());
    document.put("chunkDocumentId", documentId);
    document.put("chunkIndex", index);
    document.put("chunkStartTime", Json.time(startedAt));
    document.put("chunkDuration", milliseconds(media.duration()));
    document.putArray("pauseResumeIntervals");
    document.set("recordingInfo", recordingInfo());
    document.set("participants", participantsNode());
    return Json.bytes(document, LINE_END);
  }

  private ObjectNode recordingInfo() {
    ObjectNode info = Json.object();
    info.put("contentType", media.isVideo() ? "audioVideo" : "audio");
    info.put("channelType", media.isUnmixed() ? "unmixed" : "mixed");
    info.put("format", media.format().inMetadata());
    info.putObject("audioConfiguration")
        .put("sampleRate", Wav.SAMPLE_RATE)
        .put("bitRate", audioBitRate())
        .put("channels", media.channels());
    if (media.isVideo()) {
      info.putObject("videoConfiguration")
          .put("longerSideLength", 640)
          .put("shorterSideLength", 360)
          .put("framerate", 15)
          .put("bitRate", 1_000_000);
    }
    return info;
  }

  /** What ACS states for the format, not what was measured. */
  private int audioBitRate() {
    return switch (media.format()) {
      case WAV -> 256_000;
      case MP3 -> 48_000;
      case MP4 -> 128_000;
    };
  }

  private ArrayNode participantsNode() {
    ArrayNode nodes = Json.array();
    for (int channel = 0; channel < participants.size(); channel++) {
      ObjectNode participant = nodes.addObject().put("participantId", participants.get(channel));
      if (media.isUnmixed()) {
        participant.put("channel", channel);
      }
    }
    return nodes;
  }

  /** A number with decimals, even when there is nothing behind the point. */
  private static BigDecimal milliseconds(Duration duration) {
    return BigDecimal.valueOf(duration.toNanos(), 6).setScale(1, RoundingMode.HALF_UP);
  }
}
