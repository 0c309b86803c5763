package org.recordingarchiver.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SoughtParticipantTests {

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "+1 (425) 555-0100,         14255550100, 14255550100",
        "4:+14255550100,            14255550100, 14255550100",
        "4:+14255550100_asserted,   14255550100, 14255550100",
        "00 49 171/123,             0049171123,  49171123",
        "112,                       112,         112",
        "11,                        -,           -",
        "8:acs:123,                 -,           -",
        "4:anonymous,               -,           -",
        "Desk 123,                  -,           -",
        "++123,                     -,           -",
        "123456789012345678901234567890123, -,   -"
      })
  void readsAPhoneNumberHoweverItIsPunctuated(
      String text, @Nullable String number, @Nullable String dialled) {
    SoughtParticipant participant = SoughtParticipant.of(text);

    assertThat(participant.rawId()).isEqualTo(text);
    assertThat(participant.number()).isEqualTo(number);
    assertThat(participant.dialled()).isEqualTo(dialled);
  }

  @Test
  void aNameIsSoughtLetterByLetterInAnyCase() {
    assertThat(SoughtParticipant.of("ü😀.").name())
        .isEqualTo("[\\U000000FC\\U000000DC][\\U0001F600][\\U0000002E]");
  }

  @Test
  void aTextOfMoreThan256CharactersIsPartOfNoName() {
    assertThat(SoughtParticipant.of("a".repeat(256)).name()).isNotNull();
    assertThat(SoughtParticipant.of("a".repeat(257)).name()).isNull();
  }
}
