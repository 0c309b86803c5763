package org.recordingarchiver.archival;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.recordingarchiver.bag.ChunkMetadata;
import org.recordingarchiver.ledger.ClaimedChunk;

/**
 * Compares how long a chunk plays with what event and metadata say. They are measured at different
 * places, so a disagreement is a warning, never a fault (DESIGN section 9).
 */
final class Durations {

  private static final Duration TOLERANCE = Duration.ofSeconds(2);
  private static final int HUNDREDTH = 100;

  private Durations() {}

  /** The disagreements; empty if there are none or nothing to compare. */
  static List<String> disagreements(
      ClaimedChunk chunk, @Nullable ChunkMetadata metadata, @Nullable Duration plays) {
    List<String> found = new ArrayList<>();
    if (plays == null) {
      return found;
    }
    Duration pauses = pauses(metadata);
    Duration lasted = lasted(metadata);
    if (lasted != null && !agree(plays, lasted.minus(pauses))) {
      found.add(
          "plays %s, its metadata says chunkDuration %s less pauses of %s"
              .formatted(seconds(plays), seconds(lasted), seconds(pauses)));
    }
    Duration recording = chunk.recordingDuration();
    if (recording != null && contradicts(plays, recording, pauses, chunk.alone())) {
      found.add(
          "plays %s, its event says recordingDurationMs %d"
              .formatted(seconds(plays), recording.toMillis()));
    }
    return found;
  }

  /** Whether less plays than the metadata promises: an end may be missing. */
  static boolean isShort(@Nullable ChunkMetadata metadata, @Nullable Duration plays) {
    Duration lasted = lasted(metadata);
    if (plays == null || lasted == null) {
      return false;
    }
    Duration expected = lasted.minus(pauses(metadata));
    return plays.compareTo(expected) < 0 && !agree(plays, expected);
  }

  private static @Nullable Duration lasted(@Nullable ChunkMetadata metadata) {
    Long millis = metadata == null ? null : metadata.durationMs();
    return millis == null ? null : Duration.ofMillis(millis);
  }

  /** Summed as a floating point number, which no document can make overflow. */
  private static Duration pauses(@Nullable ChunkMetadata metadata) {
    List<ChunkMetadata.Pause> pauses = metadata == null ? null : metadata.pauses();
    double millis =
        pauses == null
            ? 0
            : pauses.stream()
                .map(ChunkMetadata.Pause::durationMs)
                .filter(Objects::nonNull)
                .mapToDouble(Long::doubleValue)
                .sum();
    return Duration.ofMillis((long) millis);
  }

  /** No chunk plays longer than its recording; the only one plays as long, pauses aside. */
  private static boolean contradicts(
      Duration plays, Duration recording, Duration pauses, boolean alone) {
    boolean longer = plays.compareTo(recording.plus(tolerance(recording))) > 0;
    boolean other = !agree(plays, recording) && !agree(plays, recording.minus(pauses));
    return longer || (alone && other);
  }

  private static boolean agree(Duration plays, Duration expected) {
    return plays.minus(expected).abs().compareTo(tolerance(expected)) <= 0;
  }

  private static Duration tolerance(Duration expected) {
    Duration hundredth = expected.abs().dividedBy(HUNDREDTH);
    return hundredth.compareTo(TOLERANCE) > 0 ? hundredth : TOLERANCE;
  }

  private static String seconds(Duration duration) {
    return String.format(Locale.ROOT, "%.3f s", duration.toMillis() / 1000.0);
  }
}
