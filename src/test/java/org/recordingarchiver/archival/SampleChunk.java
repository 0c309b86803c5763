package org.recordingarchiver.archival;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.recordingarchiver.ledger.ClaimedChunk;
import org.recordingarchiver.ledger.RecordingName;

/** A claimed chunk, of which a test says what matters to it. */
record SampleChunk(
    @Nullable String format,
    @Nullable Duration recordingDuration,
    boolean alone,
    int attempts,
    int badAnswers,
    Duration slack,
    Duration untilLost) {

  private static final Duration DAY = Duration.ofHours(24);

  static SampleChunk usual() {
    return new SampleChunk(null, null, true, 0, 0, DAY, DAY);
  }

  SampleChunk tried(int tries, int bad) {
    return new SampleChunk(format, recordingDuration, alone, tries, bad, slack, untilLost);
  }

  SampleChunk slack(Duration time, Duration lost) {
    return new SampleChunk(format, recordingDuration, alone, attempts, badAnswers, time, lost);
  }

  SampleChunk format(@Nullable String name) {
    return new SampleChunk(name, recordingDuration, alone, attempts, badAnswers, slack, untilLost);
  }

  SampleChunk ofRecording(@Nullable Duration duration, boolean only) {
    return new SampleChunk(format, duration, only, attempts, badAnswers, slack, untilLost);
  }

  /** Chunk 0 of document {@code doc}. */
  ClaimedChunk claimed() {
    return new ClaimedChunk(
        1,
        1,
        1,
        1,
        "contoso",
        "doc",
        0,
        format,
        recordingDuration,
        alone,
        attempts,
        badAnswers,
        slack,
        untilLost,
        false,
        null,
        List.of(),
        null,
        false,
        new RecordingName(Instant.EPOCH, Instant.EPOCH, null, "0".repeat(64)));
  }
}
