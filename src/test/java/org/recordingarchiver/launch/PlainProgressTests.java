package org.recordingarchiver.launch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.recordingarchiver.archival.RunProgress;
import org.recordingarchiver.archival.RunProgress.Stage;

class PlainProgressTests {

  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final MovedClock clock = new MovedClock();
  private final PlainProgress progress =
      new PlainProgress(new PrintStream(err, true, UTF_8), clock);

  @Test
  void saysNothingInTheFirstTenSeconds() {
    clock.pass(Duration.ofSeconds(9));
    progress.progressed(new RunProgress(Stage.ARCHIVING, 1, 2, 10, 0));

    assertThat(err.toString(UTF_8)).isEmpty();
  }

  @Test
  void saysHowFarItIsEveryTenSeconds() {
    clock.pass(Duration.ofSeconds(10));
    progress.progressed(new RunProgress(Stage.ARCHIVING, 12, 100, 20_000_000, 3));
    clock.pass(Duration.ofSeconds(5));
    progress.progressed(new RunProgress(Stage.ARCHIVING, 20, 100, 30_000_000, 3));
    clock.pass(Duration.ofSeconds(5));
    progress.progressed(new RunProgress(Stage.SEALING, 1, 40, 40_000_000, 0));

    assertThat(err.toString(UTF_8).lines())
        .containsExactly(
            "archiving: 12 of 100, 20.0 MB at 2.0 MB/s, 3 at risk",
            "sealing: 1 of 40, 40.0 MB at 2.0 MB/s, 0 at risk");
  }

  @Test
  void saysNothingTwice() {
    RunProgress same = new RunProgress(Stage.DELETING, 1, 2, 10, 0);
    clock.pass(Duration.ofSeconds(10));
    progress.progressed(same);
    clock.pass(Duration.ofSeconds(10));
    progress.progressed(same);

    assertThat(err.toString(UTF_8).lines()).hasSize(1);
  }

  private static final class MovedClock extends Clock {
    private Instant now = Instant.parse("2026-01-05T07:00:00Z");

    void pass(Duration time) {
      now = now.plus(time);
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
