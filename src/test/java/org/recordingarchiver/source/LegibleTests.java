package org.recordingarchiver.source;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LegibleTests {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "https://host/path?sig=secret                | https://host/path",
        "https://host/path#secret                    | https://host/path",
        "https://user:secret@host/path               | ***@host/path",
        "https:\\\\user:secret@host/path             | ***@host/path",
        "user:secret@host                            | ***@host",
        "https://a@b:secret@host/x@y                 | ***@host/x@y",
        "https://host/a@b                            | https://host/a@b",
      })
  void showsUrlsWithoutUserAndQuery(String url, String shown) {
    assertThat(Legible.url(url)).isEqualTo(shown);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'a\r\n\tb\u0000c\u001b[31m'                 | a b c [31m",
        "see https://host/path?sig=secret&x=1 there  | see https://host/path there",
        "HMAC-SHA256 Signature=abc+/= x              | HMAC-SHA256 Signature=… x",
        "key MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY= x    | key … x",
        "{MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY\\u003d}   | {…}",
        "k=MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY%3D       | k=…",
        "héllo wörld                                 | héllo wörld",
        "0123456789012345678901234567890123456789012 | 0123456789012345678901234567890123456789…",
      })
  void showsTextOnOneLineWithoutSecrets(String text, String shown) {
    assertThat(Legible.line(text, 40)).isEqualTo(shown);
  }
}
