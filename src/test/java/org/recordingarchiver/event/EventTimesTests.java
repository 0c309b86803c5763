package org.recordingarchiver.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventTimesTests {

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "2021-07-27T15:20:23.6089755Z,2021-07-27T15:20:23.608975500Z",
        "2026-01-05T07:00:00Z,2026-01-05T07:00:00Z",
        "2026-01-05t07:00:00z,2026-01-05T07:00:00Z",
        "2026-01-05T07:00:00.12345678912Z,2026-01-05T07:00:00.123456789Z",
        "2026-01-05T09:00:00+02:00,2026-01-05T07:00:00Z",
        "2026-01-05T09:00:00+0200,2026-01-05T07:00:00Z",
        "2026-01-05T09:00:00+02,2026-01-05T07:00:00Z",
        "' 2026-01-05T07:00:00Z ',2026-01-05T07:00:00Z",
        "0001-01-01T00:00:00Z,0001-01-01T00:00:00Z",
        "9999-12-31T23:59:59.9999999Z,9999-12-31T23:59:59.999999900Z",
        "2026-01-05T07:00:00,-",
        "2026-02-30T07:00:00Z,-",
        "2026-02-30T07:00:00.0000000Z,-",
        "2026-01-05T24:00:00Z,-",
        "2026-01-05T23:59:60Z,-",
        "2026-01-05T07:00:0xZ,-",
        "2026-01-05T07:00:00.Z,2026-01-05T07:00:00Z",
        "2026-01-05T07:00:00.12x4Z,-",
        "2026-01-05T07:00:00.1Z,2026-01-05T07:00:00.1Z",
        "2026-01-05T07:00:00.123456789Z,2026-01-05T07:00:00.123456789Z",
        "+026-01-05T07:00:00Z,-",
        "0000-01-01T00:00:00Z,0000-01-01T00:00:00Z",
        "yesterday,-",
        "'',-",
        "-,-"
      })
  void readsATimeOrCountsItAsMissing(String text, Instant time) {
    assertThat(EventTimes.read(text)).isEqualTo(time);
  }
}
