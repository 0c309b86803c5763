package org.recordingarchiver.intake.webhook;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts deliveries that are refused for one reason, and warns of them at most once a second: who
 * knocks at every door must not fill the disk.
 */
final class Refusals {

  private static final Logger log = LoggerFactory.getLogger(Refusals.class);
  private static final long PAUSE = TimeUnit.SECONDS.toNanos(1);

  private final AtomicLong count = new AtomicLong();
  private final AtomicLong quietUntil = new AtomicLong(System.nanoTime());

  /** Counts one more, and says so unless that was said just now. */
  void add(String what) {
    long total = count.incrementAndGet();
    long until = quietUntil.get();
    long now = System.nanoTime();
    if (now - until >= 0 && quietUntil.compareAndSet(until, now + PAUSE)) {
      log.warn("a delivery was answered 503: {} ({} so far)", what, total);
    }
  }

  long count() {
    return count.get();
  }
}
