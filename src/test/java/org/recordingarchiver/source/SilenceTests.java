package org.recordingarchiver.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SilenceTests {

  private static final Duration LONGEST = Duration.ofMinutes(8);

  /** Counted from the last byte, whether or not the time began anew with it. */
  @ParameterizedTest
  @CsvSource({
    "0, 479, false",
    "0, 480, true",
    "60, 539, false",
    "60, 540, true",
    "61, 540, false",
    "61, 541, true"
  })
  void isToldByTheClock(int heard, int broken, boolean silent) {
    Silence silence = new Silence(LateWatchdogTests.call(), LONGEST);
    IOException other = new IOException("reset");
    silence.begin(0);
    silence.heard(Duration.ofSeconds(heard).toNanos());
    try {
      IOException told = silence.or(other, Duration.ofSeconds(broken).toNanos());

      assertThat(told.getMessage())
          .isEqualTo(silent ? "no byte within PT8M (archiver.source.read-timeout)" : "reset");
    } finally {
      silence.end();
    }
  }
}
