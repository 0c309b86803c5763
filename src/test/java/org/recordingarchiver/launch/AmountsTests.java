package org.recordingarchiver.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AmountsTests {

  @ParameterizedTest
  @CsvSource({
    "0, 0 B",
    "999, 999 B",
    "1000, 1.0 kB",
    "1234567, 1.2 MB",
    "999949, 1.0 MB",
    "123456789, 123 MB",
    "2304000000, 2.3 GB",
    "9223372036854775807, 9223 PB"
  })
  void showsBytesInTheUnitThatFits(long bytes, String shown) {
    assertThat(Amounts.bytes(bytes)).isEqualTo(shown);
  }

  @ParameterizedTest
  @CsvSource({
    "PT0S, 0 s",
    "PT59S, 59 s",
    "PT1M, 1 min 0 s",
    "PT3H4M5S, 3 h 4 min",
    "PT-90S, 1 min 30 s",
    "PT50H, 2 d 2 h"
  })
  void showsTheTwoLargestUnitsOfATime(Duration duration, String shown) {
    assertThat(Amounts.duration(duration)).isEqualTo(shown);
  }
}
