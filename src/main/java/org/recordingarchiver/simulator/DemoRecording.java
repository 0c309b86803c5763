package org.recordingarchiver.simulator;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * One recording of the demo, as ACS would know it.
 *
 * @param name what it shows, unique within the demo
 * @param participants their raw ids: an agent, then a caller
 * @param chunks in the order in which the event lists them, which is not always that of time
 */
public record DemoRecording(
    String name,
    Mishap mishap,
    Envelope envelope,
    UUID callId,
    String serverCallId,
    String recordingId,
    List<String> participants,
    Instant startedAt,
    Instant eventTime,
    List<Chunk> chunks) {

  /** What goes wrong at the source. */
  public enum Mishap {
    NONE,
    /** Each GET of the content is redirected to the second port. */
    REDIRECTED,
    /** The first GET of the content answers 503 with {@code Retry-After: 1}. */
    UNAVAILABLE_ONCE,
    /** The first GET of the content answers 200 with no bytes. */
    EMPTY_ONCE,
    /** The event is older than retention and grace; all parts answer 404. */
    EXPIRED
  }

  /** How its event is written. */
  public enum Envelope {
    /** As in the documentation's sample, without the three type fields. */
    EVENT_GRID,
    EVENT_GRID_WITH_TYPES,
    CLOUD_EVENT
  }

  /**
   * One file of a recording.
   *
   * @param metadata the document that goes with it
   */
  public record Chunk(
      String documentId, int index, Instant startedAt, Media media, Payload metadata) {}

  public DemoRecording {
    participants = List.copyOf(participants);
    chunks = List.copyOf(chunks);
  }

  /** How long all chunks play together. */
  public Duration duration() {
    return chunks.stream()
        .map(chunk -> chunk.media().duration())
        .reduce(Duration.ZERO, Duration::plus);
  }

  public Media.Format format() {
    return media().format();
  }

  /** Whether other events tell of its call too. */
  boolean hasTimeline() {
    return envelope == Envelope.EVENT_GRID_WITH_TYPES && mishap == Mishap.NONE;
  }

  Media media() {
    return chunks.getFirst().media();
  }
}
