package org.recordingarchiver.report;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Whether something alarms.
 *
 * @param failed FAILED chunks that nobody has acknowledged
 * @param lost LOST chunks that nobody has acknowledged
 * @param atRisk chunks at risk
 * @param stuck recordings that could not be sealed, and sources that could not be deleted, so far
 * @param lastRunStatus status of the run that ended last, or null if none ever ended
 */
public record Standing(
    long failed,
    long lost,
    long atRisk,
    long stuck,
    @Nullable String lastRunStatus,
    @Nullable Instant lastRunEndedAt) {

  /** Whether a chunk needs a person, or is about to. */
  public boolean alarms() {
    return failed + lost + atRisk + stuck > 0;
  }

  /** Whether the run that ended last left something undone; one that was stopped is no alarm. */
  public boolean lastRunFellShort() {
    return lastRunStatus != null
        && !lastRunStatus.equals("COMPLETED")
        && !lastRunStatus.equals("STOPPED");
  }

  /** Whether no run ended within this time before now. */
  public boolean isSilentFor(Duration maxAge, Instant now) {
    return lastRunEndedAt == null || lastRunEndedAt.isBefore(now.minus(maxAge));
  }
}
