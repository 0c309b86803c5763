package org.recordingarchiver.launch;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class PrintableTests {

  @ParameterizedTest
  @CsvSource(
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        "Zoë Müller 😀,Zoë Müller 😀",
        "' a \t b ',a b",
        "a\u001b[2Jb,a\ufffd[2Jb",
        "a\u009b2Jb,a\ufffd2Jb",
        "a\u0007b,a\ufffdb",
        "a\u202eb,a\ufffdb",
        "a\u200bb,a\ufffdb",
        "a\u2028b,a b",
        "a\ud800b,a\ufffdb"
      })
  void nothingThatIsShownCanTurnATerminalAgainstItsUser(String text, String shown) {
    assertThat(Printable.line(text)).isEqualTo(shown);
  }

  @Test
  void isOneLine() {
    assertThat(Printable.line("a\r\nb\nc\rd\u0085e")).isEqualTo("a b c d\ufffde");
  }

  @ParameterizedTest
  @CsvSource({"four, 4, four", "fifth, 4, fif…", "fi fth, 4, fi…", "😀😀😀, 2, 😀…"})
  void isNoLongerThanAskedFor(String text, int most, String shown) {
    assertThat(Printable.line(text, most)).isEqualTo(shown);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\u001b[2J", "\u009b2J", "\u202e", "\u2028", "\u007f", "Zoë 😀 \\ \" \n"})
  void jsonMeansTheSameAndShowsNothingHarmful(String text) {
    JsonMapper json = JsonMapper.shared();

    String shown = Printable.json(json.writeValueAsString(text));

    assertThat(json.readValue(shown, String.class)).isEqualTo(text);
    assertThat(shown).doesNotContainPattern("[\\p{Cc}\\p{Cf}\\u2028]");
  }
}
