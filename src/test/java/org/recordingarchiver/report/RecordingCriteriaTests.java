package org.recordingarchiver.report;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecordingCriteriaTests {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "' ' | -   | -  | - | - | 1 | --recording is empty: give a value, or leave it out",
        "-   | ''  | -  | - | - | 1 | --call is empty: give a value, or leave it out",
        "-   | -   | '' | - | - | 1 | --participant is empty: give a value, or leave it out",
        "-   | -   | -  | 2026-01-05T00:00:00Z | 2026-01-05T00:00:00Z | 1 | --from 2026-01-05T00:00:00Z is not"
            + " before --to 2026-01-05T00:00:00Z, and what begins at --to is not meant: give a later --to",
        "-   | -   | -  | - | - | 0     | --limit 0: must be 1 to 10000",
        "-   | -   | -  | - | - | 10001 | --limit 10001: must be 1 to 10000"
      })
  void saysWhatMeansNothing(
      @Nullable String recording,
      @Nullable String call,
      @Nullable String participant,
      @Nullable Instant from,
      @Nullable Instant to,
      int limit,
      String message) {
    assertThatThrownBy(
            () -> new RecordingCriteria(recording, call, participant, from, to, Set.of(), limit))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }
}
