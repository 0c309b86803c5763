package org.recordingarchiver.intake.webhook;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts deliveries that are refused for one reason, and warns of them at most once a second: who
 * knocks at every door must not fill the disk.
 */
final class Refusals {

  private static final Logger log = LoggerFactory.getLogger(Refusals.class);
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final Clock clock;
  private final AtomicLong count = new AtomicLong();
  private final AtomicReference<Instant> warned = new AtomicReference<>(Instant.MIN);

  Refusals(Clock clock) {
    this.clock = clock;
  }

  /** Counts one more, and says so unless that was said just now. */
  void add(String what) {
    long total = count.incrementAndGet();
    Instant last = warned.get();
    Instant now = clock.instant();
    // A clock that was set back must not silence it.
    boolean justNow = !now.isBefore(last) && now.minus(PAUSE).isBefore(last);
    if (!justNow && warned.compareAndSet(last, now)) {
      log.warn("a delivery was answered 503: {} ({} so far)", what, total);
    }
  }

  long count() {
    return count.get();
  }
}
