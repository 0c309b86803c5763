package org.recordingarchiver.media;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Arithmetic of media times: counts of units, of which so many are a second. */
final class PlayingTime {

  /** Stands for every count that is too large to be one. */
  static final long TOO_LONG = Long.MAX_VALUE;

  private static final long SECONDS_PER_MILLENNIUM = 31_556_952_000L;
  private static final long NANOS = 1_000_000_000;

  private PlayingTime() {}

  /**
   * Null where that is no time: no units in a second, a negative count, or a millennium and more.
   */
  static @Nullable Duration of(long units, long perSecond) {
    if (units < 0 || perSecond <= 0 || units / perSecond >= SECONDS_PER_MILLENNIUM) {
      return null;
    }
    // A rate has at most 32 bits, so its product with a billion fits.
    return Duration.ofSeconds(units / perSecond, units % perSecond * NANOS / perSecond);
  }

  /** Of counts that are not negative; {@link #TOO_LONG} instead of an overflow. */
  static long sum(long one, long other) {
    return one > TOO_LONG - other ? TOO_LONG : one + other;
  }

  /** Of 32-bit numbers; {@link #TOO_LONG} instead of an overflow. */
  static long product(long one, long other) {
    long product = one * other; // below 2^64
    return product < 0 ? TOO_LONG : product;
  }
}
