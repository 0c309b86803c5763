package org.recordingarchiver.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import okhttp3.Headers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DigestFieldsTests {

  private static final String A = "A".repeat(43) + "=";
  private static final String B = "B".repeat(42) + "A=";
  private static final String LONG = "C".repeat(86) + "==";
  private static final String MD5 = "D".repeat(22) + "==";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "sha-256=:{a}:                        | SHA-256",
        "sha-512=:{long}:                     | SHA-512",
        "sha-256=:{a}:, sha-512=:{long}:      | SHA-256 SHA-512",
        "sha-256=:{a}:,sha-512=:{long}:       | SHA-256 SHA-512",
        "sha-256=:{a}:;q=1                    | SHA-256",
        "unixsum=:AAA=:, sha-256=:{a}:        | SHA-256",
        "md5=:{md5}:                          | MD5",
        "sha-256=:{a}:, sha-256=:{b}:         | SHA-256",
        "unixsum=:AAA=:                       | ''",
        "sha-256={a}                          | ''",
        "sha-256=:{a}                         | ''",
        "sha-256=\"{a}\"                      | ''",
        "SHA-256=:{a}:                        | ''",
        "sha-256 =:{a}:                       | ''",
        "sha-256=:{md5}:                      | ''",
        "sha-256=:{long}:                     | ''",
        "sha-256=:ä{a}:                       | ''",
        "sha-256=:{a}:,                       | ''",
        "sha-256=:{a}:, nonsense              | ''",
        "sha-256=::                           | ''",
        "sha-256                              | ''",
        "''                                   | ''",
      })
  void readsTheDigestsOfTheObject(String field, String algorithms) {
    Headers headers = new Headers.Builder().addUnsafeNonAscii("Repr-Digest", filled(field)).build();

    assertThat(algorithms(DigestFields.ofObject(headers))).isEqualTo(algorithms);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "SHA-256={a}             | SHA-256",
        "sha-256={a},MD5={md5}   | SHA-256 MD5",
        "UNIXsum=30637,SHA-512={long} | SHA-512",
        "SHA-256=:{a}:           | ''",
        "SHA-256={md5}           | ''",
        "nonsense                | ''",
      })
  void readsTheOlderFieldToo(String field, String algorithms) {
    assertThat(algorithms(DigestFields.ofObject(Headers.of("Digest", filled(field)))))
        .isEqualTo(algorithms);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Content-Digest | sha-256=:{a}: | 200 | SHA-256",
        "Content-Digest | sha-256=:{a}: | 206 | SHA-256",
        "Content-MD5    | {md5}         | 200 | MD5",
        "Content-MD5    | {md5}         | 206 | ''",
        "Content-MD5    | {a}           | 200 | ''",
        "Content-MD5    | nonsense      | 200 | ''",
        "Repr-Digest    | sha-256=:{a}: | 200 | ''",
        "Digest         | SHA-256={a}   | 200 | ''",
      })
  void readsTheDigestsOfTheContent(String name, String value, int status, String algorithms) {
    Headers headers = Headers.of(name, filled(value));

    assertThat(algorithms(DigestFields.ofContent(status, headers))).isEqualTo(algorithms);
  }

  @Test
  void takesTheLastOfTwoOfOneKind() {
    Headers headers =
        Headers.of("Repr-Digest", "sha-256=:" + A + ":", "Repr-Digest", "sha-256=:" + B + ":");

    assertThat(DigestFields.ofObject(headers))
        .singleElement()
        .satisfies(digest -> assertThat(digest.value().base64()).isEqualTo(B));
  }

  private static String filled(String field) {
    return field.replace("{a}", A).replace("{b}", B).replace("{long}", LONG).replace("{md5}", MD5);
  }

  private static String algorithms(List<NamedDigest> digests) {
    return digests.stream().map(NamedDigest::algorithm).collect(Collectors.joining(" "));
  }
}
