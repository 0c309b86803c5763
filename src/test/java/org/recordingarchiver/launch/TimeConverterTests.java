package org.recordingarchiver.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class TimeConverterTests {

  private final TimeConverter converter = new TimeConverter();

  @ParameterizedTest
  @CsvSource({
    "2026-01-05,                     2026-01-05T00:00:00Z",
    "2026-01-05T07:30,               2026-01-05T07:30:00Z",
    "2026-01-05T07:30:15,            2026-01-05T07:30:15Z",
    "2026-01-05 07:30:15,            2026-01-05T07:30:15Z",
    "2026-01-05T07:30:15Z,           2026-01-05T07:30:15Z",
    "2026-01-05t07:30:15.123456z,    2026-01-05T07:30:15.123456Z",
    "2026-01-05T09:30+02:00,         2026-01-05T07:30:00Z",
    "2026-01-05T00:30+02:00,         2026-01-04T22:30:00Z",
    "' 2026-01-05 ',                 2026-01-05T00:00:00Z",
    "0001-01-01,                     0001-01-01T00:00:00Z",
    "9999-12-31T23:59:59.999999999Z, 9999-12-31T23:59:59.999999999Z"
  })
  void readsATimeInUtcUnlessItHasAnOffset(String text, Instant time) {
    assertThat(converter.convert(text)).isEqualTo(time);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "yesterday",
        "05.01.2026",
        "2026-1-5",
        "2026-02-30",
        "2026-01-05T24:30",
        "2026-01-05T07",
        "2026-01-05Z",
        "07:30",
        "0000-01-01",
        "-0044-03-15",
        "+10000-01-01",
        "9999-12-31T23:59-01:00",
        "2026-01-05T07:30:00Z and more"
      })
  void saysHowATimeIsWritten(String text) {
    assertThatThrownBy(() -> converter.convert(text))
        .isInstanceOf(TypeConversionException.class)
        .hasMessage(
            "'"
                + text
                + "' is not a time; write it as 2026-01-05, 2026-01-05T07:30 or"
                + " 2026-01-05T09:30+02:00 (UTC without an offset)");
  }
}
