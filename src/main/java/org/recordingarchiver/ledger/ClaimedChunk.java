package org.recordingarchiver.ledger;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A chunk in the hands of a holder, with all that fetching it takes.
 *
 * @param fence grew with this claim; every later write must name it
 * @param index place in the recording, from 0
 * @param recordingDuration as the event says, null if it does not
 * @param alone whether its recording has no other chunk that we know of
 * @param attempts tries that ended before this one
 * @param badAnswers how many of them failed by what the source answered
 * @param slack time left until it expires at the source, on the database clock; negative afterwards
 * @param untilLost time left until a 404 means LOST; negative afterwards
 * @param provedSha256 of the content that was proved earlier and then lost, null if there was none
 * @param locations where to fetch it, the proved event's own first; empty if no event named one
 */
public record ClaimedChunk(
    long id,
    long holder,
    long fence,
    long batch,
    String resource,
    String documentId,
    long index,
    @Nullable String format,
    @Nullable Duration recordingDuration,
    boolean alone,
    int attempts,
    int badAnswers,
    Duration slack,
    Duration untilLost,
    boolean keepSource,
    @Nullable String provedSha256,
    List<Location> locations,
    @Nullable String deleteLocation,
    boolean deletesOtherObject,
    RecordingName recording) {

  public ClaimedChunk {
    locations = List.copyOf(locations);
  }

  /**
   * A pair of URLs as one event named them.
   *
   * @param ownObject whether it is the object of the chunk's own contentLocation: only then is what
   *     lies there proof for deleting it
   */
  public record Location(String content, @Nullable String metadata, boolean ownObject) {}

  /** The chunk as messages name it. */
  public String label() {
    return "chunk " + id + " (" + abbreviated(documentId) + ")";
  }

  private static String abbreviated(String text) {
    return text.length() <= 60 ? text : text.substring(0, 60) + "…";
  }
}
