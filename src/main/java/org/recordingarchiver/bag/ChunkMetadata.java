package org.recordingarchiver.bag;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a chunk's metadata says (WIRE.md 3). It is read leniently: what is missing or of another
 * type is not known, and never keeps a bag from being sealed.
 *
 * @param documentId of the chunk that it speaks of
 * @param index of that chunk in its recording
 * @param format such as {@code mp4}
 * @param startTime as it stands there
 * @param durationMs from the chunk's start to its end, pauses included
 * @param pauses null if not known, empty if there were none
 * @param channels null if not known or mixed
 */
public record ChunkMetadata(
    @Nullable String documentId,
    @Nullable Long index,
    @Nullable String format,
    @Nullable String startTime,
    @Nullable Long durationMs,
    @Nullable List<Pause> pauses,
    @Nullable List<Channel> channels) {

  /** Of a document that says nothing of this: no JSON, or of another kind. */
  public static final ChunkMetadata UNKNOWN =
      new ChunkMetadata(null, null, null, null, null, null, null);

  private static final JsonMapper JSON = JsonMapper.shared();

  /** A gap in the recording. */
  public record Pause(@Nullable String startTime, @Nullable Long durationMs) {}

  /** Who is heard on a channel of unmixed audio. */
  public record Channel(long channel, @Nullable String participantId) {}

  /** Reads the document; {@link #UNKNOWN} if it is none. */
  public static ChunkMetadata read(byte[] document) {
    try {
      JsonNode root = JSON.readTree(document);
      return new ChunkMetadata(
          text(root.path("chunkDocumentId")),
          number(root.path("chunkIndex")),
          text(root.path("recordingInfo").path("format")),
          text(root.path("chunkStartTime")),
          number(root.path("chunkDuration")),
          pauses(root.path("pauseResumeIntervals")),
          channels(root.path("participants")));
    } catch (JacksonException e) {
      // Kept as received all the same; people can look at it.
      return UNKNOWN;
    }
  }

  private static @Nullable List<Pause> pauses(JsonNode intervals) {
    if (!intervals.isArray()) {
      return null;
    }
    List<Pause> pauses = new ArrayList<>();
    for (JsonNode interval : intervals) {
      if (interval.isObject()) {
        pauses.add(new Pause(text(interval.path("startTime")), number(interval.path("duration"))));
      }
    }
    return pauses;
  }

  private static @Nullable List<Channel> channels(JsonNode participants) {
    List<Channel> channels = new ArrayList<>();
    for (JsonNode participant : participants) {
      Long channel = number(participant.path("channel"));
      if (channel != null) {
        channels.add(new Channel(channel, text(participant.path("participantId"))));
      }
    }
    return channels.isEmpty() ? null : channels;
  }

  private static @Nullable String text(JsonNode value) {
    return value.isString() ? value.stringValue() : null;
  }

  /** Early documents have numbers in strings. */
  private static @Nullable Long number(JsonNode value) {
    double number = value.isNumber() || value.isString() ? value.asDouble(Double.NaN) : Double.NaN;
    return Double.isFinite(number) ? Math.round(number) : null;
  }
}
