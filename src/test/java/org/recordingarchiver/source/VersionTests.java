package org.recordingarchiver.source;

import static org.assertj.core.api.Assertions.assertThat;

import okhttp3.Headers;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VersionTests {

  private static final String MODIFIED = "Mon, 05 Jan 2026 07:00:00 GMT";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "ETag: \"a\"                                 | \"a\"",
        "ETag: \"\"                                  | \"\"",
        "ETag: W/\"a\"                               | -",
        "ETag: a                                     | -",
        "ETag: \"a b\"                               | -",
        "ETag: \"a\"; ETag: \"a\"                    | \"a\"",
        "ETag: \"a\"; ETag: \"b\"                    | -",
        "Last-Modified: {m}; Date: Mon, 05 Jan 2026 07:00:01 GMT | {m}",
        "Last-Modified: {m}; Date: {m}               | -",
        "Last-Modified: {m}                          | -",
        "Last-Modified: nonsense; Date: {m}          | -",
        "ETag: W/\"a\"; Last-Modified: {m}; Date: Mon, 05 Jan 2026 08:00:00 GMT | -",
        "X: nothing                                  | -",
      })
  void namesTheVersionThatARangeIsWantedOf(String headers, String ifRange) {
    assertThat(Version.of(headers(headers)).ifRange())
        .isEqualTo(ifRange == null ? null : ifRange.replace("{m}", MODIFIED));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ETag: \"a\"     | ETag: \"a\"     | false",
        "ETag: \"a\"     | ETag: \"b\"     | true",
        "ETag: \"a\"     | ETag: W/\"a\"   | false",
        "ETag: W/\"a\"   | ETag: W/\"b\"   | true",
        "ETag: \"a\"     | X: nothing      | false",
        "X: nothing      | ETag: \"a\"     | false",
        "ETag: \"a\"     | ETag: a         | false",
        "Last-Modified: {m} | Last-Modified: {m} | false",
        "Last-Modified: {m} | Last-Modified: Mon, 05 Jan 2026 07:00:01 GMT | true",
        "Last-Modified: {m} | X: nothing   | false",
        "ETag: \"a\"; Last-Modified: {m} | ETag: \"a\"; Last-Modified: now | false",
        "Repr-Digest: sha-256=:{a}: | Repr-Digest: sha-256=:{a}: | false",
        "Repr-Digest: sha-256=:{a}: | Repr-Digest: sha-256=:{b}: | true",
        "Repr-Digest: sha-256=:{a}: | Digest: SHA-256={b}        | true",
        "Repr-Digest: sha-256=:{a}: | Repr-Digest: sha-256=:x:   | false",
        "ETag: \"a\"; Repr-Digest: sha-256=:{a}: | ETag: \"a\"; Repr-Digest: sha-256=:{b}: | true",
      })
  void tellsVersionsApart(String one, String other, boolean differ) {
    assertThat(Version.of(headers(one)).differsFrom(Version.of(headers(other)))).isEqualTo(differ);
  }

  private static Headers headers(String text) {
    Headers.Builder headers = new Headers.Builder();
    for (String line : text.split("; ", -1)) {
      headers.add(
          line.replace("{m}", MODIFIED)
              .replace("{a}", "A".repeat(43) + "=")
              .replace("{b}", "B".repeat(42) + "A="));
    }
    return headers.build();
  }
}
