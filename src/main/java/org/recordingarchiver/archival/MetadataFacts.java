package org.recordingarchiver.archival;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.recordingarchiver.media.MediaFormat;
import org.recordingarchiver.store.Incoming;
import org.recordingarchiver.store.StoreException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a metadata document says of its chunk (WIRE.md 3). Read leniently: what is missing or of
 * another type is not known.
 *
 * @param format UNKNOWN if it names none
 * @param chunkDuration from the chunk's start to its end, pauses included
 * @param pauses how much of that was not recorded
 */
record MetadataFacts(
    @Nullable String documentId,
    @Nullable Long index,
    MediaFormat format,
    @Nullable Duration chunkDuration,
    Duration pauses) {

  /** Real documents have a few kilobytes. */
  static final long LARGEST = 4 * 1024 * 1024;

  private static final JsonMapper JSON = JsonMapper.shared();
  private static final List<String> FIELDS =
      List.of(
          "chunkDocumentId",
          "chunkIndex",
          "chunkStartTime",
          "chunkDuration",
          "pauseResumeIntervals",
          "recordingInfo",
          "participants");
  private static final Duration LONGEST = Duration.ofDays(366);

  /** What the document says, empty if it is no JSON object with at least one of the fields. */
  static Optional<MetadataFacts> read(Incoming document) {
    if (document.length() > LARGEST) {
      return Optional.empty();
    }
    try (InputStream bytes = Channels.newInputStream(document.open())) {
      return Optional.of(JSON.readTree(bytes.readAllBytes()))
          .filter(MetadataFacts::hasAnyField)
          .map(MetadataFacts::of);
    } catch (JacksonException e) {
      // No JSON: the caller says so, and keeps the bytes.
      return Optional.empty();
    } catch (IOException e) {
      throw new StoreException.Failed("could not read the metadata that has just arrived", e);
    }
  }

  private static MetadataFacts of(JsonNode root) {
    return new MetadataFacts(
        root.path("chunkDocumentId").isString() ? root.path("chunkDocumentId").stringValue() : null,
        root.path("chunkIndex").isIntegralNumber() ? root.path("chunkIndex").asLong() : null,
        format(root.path("recordingInfo")),
        duration(root.path("chunkDuration")),
        pauses(root.path("pauseResumeIntervals")));
  }

  /** An error in JSON has none of them. */
  private static boolean hasAnyField(JsonNode root) {
    return FIELDS.stream().anyMatch(root::has);
  }

  /** In 2021 the values of this object stood under each other's names (WIRE.md 3). */
  private static MediaFormat format(JsonNode recordingInfo) {
    return Stream.of("format", "contentType", "channelType")
        .map(name -> MediaFormat.named(recordingInfo.path(name).asString("")))
        .filter(format -> format != MediaFormat.UNKNOWN)
        .findFirst()
        .orElse(MediaFormat.UNKNOWN);
  }

  private static Duration pauses(JsonNode intervals) {
    return StreamSupport.stream(intervals.spliterator(), false)
        .map(interval -> duration(interval.path("duration")))
        .reduce(Duration.ZERO, (sum, next) -> next == null ? sum : sum.plus(next));
  }

  /** Milliseconds with decimals; early documents have them in strings. */
  private static @Nullable Duration duration(JsonNode value) {
    double millis = value.isNumber() || value.isString() ? value.asDouble(-1) : -1;
    return millis >= 0 && millis <= LONGEST.toMillis()
        ? Duration.ofMillis(Math.round(millis))
        : null;
  }
}
