package org.recordingarchiver.archival;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.function.Supplier;

/** Another clock, off by what a test says at the moment. */
final class SteppedClock extends Clock {

  private final Clock real;
  private final Supplier<Duration> step;

  SteppedClock(Clock real, Supplier<Duration> step) {
    this.real = real;
    this.step = step;
  }

  @Override
  public ZoneId getZone() {
    return real.getZone();
  }

  @Override
  public Clock withZone(ZoneId zone) {
    return new SteppedClock(real.withZone(zone), step);
  }

  @Override
  public Instant instant() {
    return real.instant().plus(step.get());
  }
}
