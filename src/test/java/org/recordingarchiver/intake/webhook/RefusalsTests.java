package org.recordingarchiver.intake.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
@ResourceLock(Resources.SYSTEM_OUT)
class RefusalsTests {

  private final SetClock clock = new SetClock();
  private final Refusals refusals = new Refusals(clock);

  @Test
  void warnsOnceASecondAndCountsAll(CapturedOutput output) {
    refusals.add("first");
    clock.move(Duration.ofMillis(999));
    refusals.add("second");
    clock.move(Duration.ofMillis(1));
    refusals.add("third");

    assertThat(output)
        .contains("first (1 so far)")
        .contains("third (3 so far)")
        .doesNotContain("second (");
    assertThat(refusals.count()).isEqualTo(3);
  }

  @Test
  void aClockThatIsSetBackDoesNotSilenceIt(CapturedOutput output) {
    refusals.add("first");
    clock.move(Duration.ofHours(-2));
    refusals.add("second");

    assertThat(output).contains("second (2 so far)");
  }

  private static final class SetClock extends Clock {

    private Instant now = Instant.parse("2026-01-05T07:00:00Z");

    private void move(Duration by) {
      now = now.plus(by);
    }

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }
}
