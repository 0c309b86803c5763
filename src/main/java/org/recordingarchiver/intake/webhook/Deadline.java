package org.recordingarchiver.intake.webhook;

import java.time.Duration;

/**
 * A point in time that work must not pass. Event Grid waits for an answer for 30 s (WIRE.md 6.3).
 */
final class Deadline {

  private final long end;

  private Deadline(long end) {
    this.end = end;
  }

  static Deadline in(Duration duration) {
    return new Deadline(System.nanoTime() + duration.toNanos());
  }

  boolean isOver() {
    return leftNanos() == 0;
  }

  long leftNanos() {
    return Math.max(0, end - System.nanoTime());
  }
}
