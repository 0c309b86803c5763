package org.recordingarchiver.archival;

import java.time.Duration;

/**
 * How long this process may still take itself for the holder, by a clock of its own that goes on
 * while it is frozen. The database has the last word; this is for deeds outside of it.
 */
final class Lease {

  private final Duration length;
  private volatile long renewed = System.nanoTime();

  /** Begins now. */
  Lease(Duration length) {
    this.length = length;
  }

  Duration length() {
    return length;
  }

  /**
   * The database took a heartbeat.
   *
   * @param sent {@link System#nanoTime} before it was sent: the database counts from later than
   *     that
   */
  void renewed(long sent) {
    renewed = sent;
  }

  /** Whether another process may have taken over. */
  boolean isOver() {
    return System.nanoTime() - renewed > length.toNanos();
  }
}
