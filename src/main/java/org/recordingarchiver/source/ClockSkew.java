package org.recordingarchiver.source;

import java.time.Duration;
import java.time.Instant;

/** How far the {@code Date} of an answer is from our clock, in words. */
final class ClockSkew {

  private ClockSkew() {}

  static String of(Answer answer, Instant now) {
    Instant theirs = answer.headers().getInstant("Date");
    if (theirs == null) {
      return "could not be compared: the answer has no Date";
    }
    long seconds = Duration.between(theirs, now).toSeconds();
    if (Math.abs(seconds) <= 1) {
      return "agrees with the source's";
    }
    return "is %d s %s the source's"
        .formatted(Math.abs(seconds), seconds > 0 ? "ahead of" : "behind");
  }
}
