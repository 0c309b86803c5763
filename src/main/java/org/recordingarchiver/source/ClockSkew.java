package org.recordingarchiver.source;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far our clock is from the {@code Date} of an answer.
 *
 * @param ahead negative if behind; null if the answer has no date
 */
record ClockSkew(@Nullable Duration ahead) {

  /** Signatures with a date farther off than this are commonly refused. */
  private static final Duration LARGE = Duration.ofMinutes(4);

  static ClockSkew of(Answer answer, Instant now) {
    Instant theirs = answer.headers().getInstant("Date");
    return new ClockSkew(theirs == null ? null : Duration.between(theirs, now));
  }

  /** Whether it alone explains why a signature was refused. */
  boolean isLarge() {
    return ahead != null && ahead.abs().compareTo(LARGE) > 0;
  }

  /** To go on after "the clock of this machine". */
  @Override
  public String toString() {
    if (ahead == null) {
      return "could not be compared: the answer has no Date";
    }
    long seconds = ahead.toSeconds();
    if (Math.abs(seconds) <= 1) {
      return "agrees with the source's";
    }
    return "is %d s %s the source's"
        .formatted(Math.abs(seconds), seconds > 0 ? "ahead of" : "behind");
  }
}
