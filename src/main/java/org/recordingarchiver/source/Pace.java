package org.recordingarchiver.source;

import java.time.Duration;
import java.util.Locale;
import java.util.function.LongSupplier;
import org.springframework.util.unit.DataSize;

/**
 * How fast the source is during one fetch. Only the time spent waiting for it counts, not what the
 * sink takes, so that a slow archive is never blamed on the source.
 */
final class Pace {

  private static final double SECOND = Duration.ofSeconds(1).toNanos();

  private final long floor;
  private final long window;
  private final LongSupplier nanoTime;
  private long waited;
  private long windowWaited;
  private long windowBytes;

  /**
   * @param floor bytes a second; 0 allows any pace
   * @param window over how much waiting the pace is averaged
   */
  Pace(DataSize floor, Duration window, LongSupplier nanoTime) {
    this.floor = floor.toBytes();
    this.window = window.toNanos();
    this.nanoTime = nanoTime;
  }

  long now() {
    return nanoTime.getAsLong();
  }

  /** Counts a wait that brought no byte of a body: for a head, or in vain. */
  void waitedSince(long start) {
    waited += now() - start;
  }

  /** Counts bytes of a body that were waited for since {@code start}; the time now. */
  long took(long start, int bytes) {
    long now = now();
    waited += now - start;
    windowWaited += now - start;
    windowBytes += bytes;
    return now;
  }

  /** Throws if a window ended and too little came in it. */
  void check() throws TooSlow {
    if (windowWaited < window) {
      return;
    }
    long bytes = windowBytes;
    long nanos = windowWaited;
    windowBytes = 0;
    windowWaited = 0;
    if (!isKept(bytes, nanos)) {
      throw new TooSlow(
          String.format(
              Locale.ROOT,
              "slower than %,d bytes a second (archiver.source.floor-rate): %,d bytes in %.1f s",
              floor,
              bytes,
              nanos / SECOND));
    }
  }

  /** Nanoseconds waited for the source so far. */
  long waited() {
    return waited;
  }

  /** Whether so many bytes in so much waiting are not below the floor. */
  boolean isKept(long bytes, long nanos) {
    return bytes * SECOND >= (double) floor * nanos;
  }
}
