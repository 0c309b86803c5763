package org.recordingarchiver.archival;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.recordingarchiver.ledger.Batches;
import org.recordingarchiver.ledger.Cause;
import org.recordingarchiver.ledger.KeptBecause;

class ExitMessageTests {

  @Test
  void namesEveryKindOfTrouble() {
    Batches.Counts counts =
        new Batches.Counts(
            13,
            3,
            4,
            1,
            2,
            1,
            2,
            1,
            1_234_567_890,
            Map.of(Cause.NOT_FOUND, 2L),
            Map.of(KeptBecause.NO_LOCATION, 2L));

    assertThat(ExitMessage.of(counts))
        .isEqualTo(
            "archived 3 of 13 chunks (1.2 GB), deleted 1 sources; 2 failed (NOT_FOUND 2), 1 LOST, 2 wait, 4 archived outside this batch, 1 acknowledged; 2 sources kept (NO_LOCATION 2)");
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0 bytes",
    "999, 999 bytes",
    "1000, 1.0 kB",
    "999949, 999.9 kB",
    "999950, 1.0 MB",
    "999999999, 1.0 GB",
    "9223372036854775807, 9223.4 PB"
  })
  void roundsSizesToTheUnitThatPeopleExpect(long bytes, String size) {
    assertThat(ExitMessage.size(bytes)).isEqualTo(size);
  }
}
