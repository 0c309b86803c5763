package org.recordingarchiver.source;

import java.io.IOException;
import java.time.Duration;
import okhttp3.Call;

/**
 * Breaks a call off when its body has been silent for too long, and an eighth longer at most: the
 * time begins anew only now and then, since each new beginning costs more than reading a piece.
 */
final class Silence {

  /** Part of the limit that may pass before the time begins anew. */
  private static final int EIGHTH = 8;

  private final Duration longest;
  private final long eighthNanos;
  private final Deadline deadline;
  private long begun;
  private long heard;

  Silence(Call call, Duration longest) {
    this.longest = longest;
    this.eighthNanos = longest.toNanos() / EIGHTH;
    this.deadline = new Deadline(call, atMost(longest));
  }

  /** After how long a silence a call is broken off at the latest. */
  static Duration atMost(Duration longest) {
    return longest.plus(longest.dividedBy(EIGHTH));
  }

  /** Bytes are waited for, from {@code now} on, in nanoseconds. */
  void begin(long now) {
    begun = now;
    heard = now;
    deadline.enter();
  }

  /** Some came. */
  void heard(long now) {
    heard = now;
    if (now - begun > eighthNanos) {
      end();
      begin(now);
    }
  }

  /** Nothing is waited for. */
  void end() {
    deadline.exit();
  }

  /** What broke a body off: too long a silence, whoever noticed it, or that other exception. */
  IOException or(IOException other, long now) {
    return now - heard >= longest.toNanos()
        ? new TooSlow("no byte within %s (archiver.source.read-timeout)".formatted(longest))
        : other;
  }
}
