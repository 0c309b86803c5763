package org.recordingarchiver.event;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StorableJsonTests {

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '~',
      value = {
        "\"\\u0000\",\"\\uFFFD\"",
        "\"\\\\u0000\",\"\\\\u0000\"",
        "\"\\\\\\u0000\",\"\\\\\\uFFFD\"",
        "\"\\ud83d\",\"\\uFFFD\"",
        "\"\\ude00\",\"\\uFFFD\"",
        "\"\\ud83d\\ud83d\\ude00\",\"\\uFFFD\\ud83d\\ude00\"",
        "\"\\ud83d\\n\",\"\\uFFFD\\n\"",
        "\"\\uD83D\\uDE00\",\"\\uD83D\\uDE00\"",
        "\"\\u00e9\",\"\\u00e9\"",
        "49.728617199999995,49.728617199999995",
        "-1.5E+300,-1.5E+300",
        "1e999999999,\"1e999999999\"",
        "1e-99999999999999,\"1e-99999999999999\"",
        "1e0000000001,1e0000000001",
        "\"1e999999999\",\"1e999999999\"",
        "true,true"
      })
  void changesOnlyWhatTheDatabaseRefuses(String json, String storable) {
    assertThat(StorableJson.of(json)).isEqualTo(storable);
  }

  @Test
  void keepsVeryLongNumbersAsText() {
    String digits = "9".repeat(900);

    assertThat(StorableJson.of("[" + digits + "]")).isEqualTo("[\"" + digits + "\"]");
  }
}
