package org.recordingarchiver.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.util.unit.DataSize;

class PaceTests {

  private long now;

  /** The floor is 1,000 bytes a second, averaged over ten seconds. */
  @ParameterizedTest
  @CsvSource({
    "9999,  9.999,  true",
    "0,     9.999,  true",
    "10000, 10,     true",
    "9999,  10,     false",
    "0,     10,     false",
    "30000, 30,     true",
    "29999, 30,     false",
  })
  void holdsThePaceAgainstTheFloorOnceAWindowIsOver(int bytes, double seconds, boolean kept) {
    Pace pace = pace(1000);

    take(pace, bytes, seconds);

    assertThat(isFastEnough(pace)).isEqualTo(kept);
  }

  @Test
  void saysHowSlowItWas() {
    Pace pace = pace(1000);

    take(pace, 1234, 10.25);

    assertThatThrownBy(pace::check)
        .isInstanceOf(TooSlow.class)
        .hasMessage(
            "slower than 1,000 bytes a second (archiver.source.floor-rate): 1,234 bytes in 10.3 s");
  }

  @Test
  void beginsAnewWithEachWindow() {
    Pace pace = pace(1000);
    take(pace, 1_000_000, 10);
    assertThatCode(pace::check).doesNotThrowAnyException();

    take(pace, 9999, 10);

    assertThatThrownBy(pace::check).isInstanceOf(TooSlow.class);
  }

  @Test
  void addsUpOverSeveralBodies() {
    Pace pace = pace(1000);
    for (int body = 0; body < 9; body++) {
      take(pace, 1, 1);
      assertThatCode(pace::check).doesNotThrowAnyException();
    }

    take(pace, 1, 1);

    assertThatThrownBy(pace::check).isInstanceOf(TooSlow.class);
  }

  @Test
  void takesAnyPaceForAFloorOfNothing() {
    Pace pace = pace(0);

    take(pace, 0, 100_000);

    assertThatCode(pace::check).doesNotThrowAnyException();
  }

  @Test
  void countsWaitingForHeadsWithoutBlamingTheBodies() {
    Pace pace = pace(1000);
    long start = pace.now();
    now += Duration.ofSeconds(50).toNanos();

    pace.waitedSince(start);

    assertThatCode(pace::check).doesNotThrowAnyException();
    assertThat(pace.waited()).isEqualTo(Duration.ofSeconds(50).toNanos());
    assertThat(pace.isKept(49_999, pace.waited())).isFalse();
    assertThat(pace.isKept(50_000, pace.waited())).isTrue();
  }

  private void take(Pace pace, int bytes, double seconds) {
    long start = pace.now();
    now += (long) (seconds * 1e9);
    assertThat(pace.took(start, bytes)).isEqualTo(now);
  }

  private static boolean isFastEnough(Pace pace) {
    try {
      pace.check();
      return true;
    } catch (TooSlow _) {
      return false;
    }
  }

  private Pace pace(long floor) {
    return new Pace(DataSize.ofBytes(floor), Duration.ofSeconds(10), () -> now);
  }
}
