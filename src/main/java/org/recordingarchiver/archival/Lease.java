package org.recordingarchiver.archival;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * How long this process may still take itself for the holder, by clocks of its own: one that goes
 * on while it is frozen, and the wall clock, which goes on while the machine sleeps. The database
 * has the last word; this is for deeds outside of it.
 */
final class Lease {

  private final Duration length;
  private final Clock clock;
  private volatile long renewed = System.nanoTime();
  private volatile Instant renewedAt;

  /** Begins now. */
  Lease(Duration length, Clock clock) {
    this.length = length;
    this.clock = clock;
    this.renewedAt = clock.instant();
  }

  Duration length() {
    return length;
  }

  /**
   * The database took a heartbeat.
   *
   * @param sent {@link System#nanoTime} before it was sent: the database counts from later than
   *     that
   * @param sentAt the same by the wall clock
   */
  void renewed(long sent, Instant sentAt) {
    renewed = sent;
    renewedAt = sentAt;
  }

  Instant now() {
    return clock.instant();
  }

  /** Whether another process may have taken over. */
  boolean isOver() {
    return System.nanoTime() - renewed > length.toNanos()
        || Duration.between(renewedAt, clock.instant()).compareTo(length) > 0;
  }
}
