package org.recordingarchiver.archival;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class StandstillTests {

  private static final Duration ALMOST = Duration.ofMinutes(5);

  private final AtomicLong nanos = new AtomicLong();
  private final AtomicLong bytesReadBack = new AtomicLong();
  private final RunMeter meter = new RunMeter(nanos::get);
  private final Standstill standstill = new Standstill(meter, bytesReadBack::get);

  private void pass(Duration time) {
    nanos.addAndGet(time.toNanos());
  }

  @Test
  void isTooLongAfterFiveMinutesWithoutAnything() {
    pass(ALMOST);
    assertThat(standstill.isTooLong()).isFalse();

    pass(Duration.ofNanos(1));

    assertThat(standstill.isTooLong()).isTrue();
  }

  @Test
  void beginsAnewWithEachByteChunkAndTry() {
    pass(ALMOST);
    meter.received(1);
    pass(ALMOST);
    meter.settledOne();
    pass(ALMOST);
    meter.tried();
    pass(ALMOST);

    assertThat(standstill.isTooLong()).isFalse();
  }

  /** Of a file of many GB on a slow share, say, while no other lane has anything to do. */
  @Test
  void isNoneWhileTheStoreReadsBack() {
    for (int times = 1; times <= 10; times++) {
      pass(ALMOST);
      bytesReadBack.incrementAndGet();

      assertThat(standstill.isTooLong()).isFalse();
    }

    pass(ALMOST.plusNanos(1));
    assertThat(standstill.isTooLong()).isTrue();
  }
}
