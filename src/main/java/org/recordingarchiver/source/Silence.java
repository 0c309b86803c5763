package org.recordingarchiver.source;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import okhttp3.Call;
import okio.AsyncTimeout;

/**
 * Breaks a call off when its body has been silent for too long, and an eighth longer at most: the
 * time begins anew only now and then, since each new beginning costs more than reading a piece.
 */
final class Silence extends AsyncTimeout {

  /** Part of the limit that may pass before the time begins anew. */
  private static final int EIGHTH = 8;

  private final Call call;
  private final Duration longest;
  private final long slack;
  private long begun;
  private volatile boolean tooLong;

  Silence(Call call, Duration longest) {
    this.call = call;
    this.longest = longest;
    this.slack = longest.dividedBy(EIGHTH).toNanos();
    timeout(atMost(longest).toNanos(), TimeUnit.NANOSECONDS);
  }

  /** After how long a silence a call is broken off at the latest. */
  static Duration atMost(Duration longest) {
    return longest.plus(longest.dividedBy(EIGHTH));
  }

  /** Bytes are waited for, from {@code now} on. */
  void begin(long now) {
    begun = now;
    enter();
  }

  /** Some came. */
  void heard(long now) {
    if (now - begun > slack && !exit()) {
      begin(now);
    }
  }

  /** Nothing is waited for. */
  void end() {
    exit();
  }

  /** What broke a body off: too long a silence, or that other exception. */
  IOException or(IOException other) {
    return tooLong || other instanceof SocketTimeoutException
        ? new TooSlow("no byte within %s (archiver.source.read-timeout)".formatted(longest))
        : other;
  }

  @Override
  protected void timedOut() {
    tooLong = true;
    call.cancel();
  }
}
