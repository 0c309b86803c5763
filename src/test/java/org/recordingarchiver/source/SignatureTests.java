package org.recordingarchiver.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

class SignatureTests {

  @ParameterizedTest
  @MethodSource("vectors")
  void signsAsTheOfficialClientsDo(Vector vector) {
    Credential credential =
        new Credential(vector.resourceHost(), new AccessKey(vector.accessKeyBase64()));
    String path = URI.create(vector.url()).getRawPath();

    String authorization =
        Signature.authorization(credential, vector.method(), path, vector.xMsDate());

    assertThat(authorization).isEqualTo(vector.authorization());
    assertThat(Signature.EMPTY_BODY).isEqualTo(vector.xMsContentSha256());
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void writesDatesAsTheOfficialClientsDo(Vector vector) {
    Instant instant = Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(vector.xMsDate()));

    assertThat(Signature.date(instant)).isEqualTo(vector.xMsDate());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "2026-01-05T07:08:09Z     | Mon, 05 Jan 2026 07:08:09 GMT",
        "2026-02-03T23:59:59.999Z | Tue, 03 Feb 2026 23:59:59 GMT",
        "2026-03-04T00:00:00Z     | Wed, 04 Mar 2026 00:00:00 GMT",
        "2026-04-30T00:00:00Z     | Thu, 30 Apr 2026 00:00:00 GMT",
        "2026-05-01T00:00:00Z     | Fri, 01 May 2026 00:00:00 GMT",
        "2026-06-06T12:00:00Z     | Sat, 06 Jun 2026 12:00:00 GMT",
        "2026-07-05T12:00:00Z     | Sun, 05 Jul 2026 12:00:00 GMT",
        "2026-08-31T12:00:00Z     | Mon, 31 Aug 2026 12:00:00 GMT",
        "2026-09-01T12:00:00Z     | Tue, 01 Sep 2026 12:00:00 GMT",
        "2026-10-01T12:00:00Z     | Thu, 01 Oct 2026 12:00:00 GMT",
        "2026-11-22T07:40:29Z     | Sun, 22 Nov 2026 07:40:29 GMT",
        "2026-12-31T23:59:59Z     | Thu, 31 Dec 2026 23:59:59 GMT",
      })
  void writesDatesInEnglishAndGmtWithTwoDigitsForTheDay(Instant instant, String date) {
    assertThat(Signature.date(instant)).isEqualTo(date);
  }

  @Test
  void knowsEveryVector() throws IOException {
    assertThat(vectors()).hasSize(6);
  }

  static List<Vector> vectors() throws IOException {
    try (InputStream json = SignatureTests.class.getResourceAsStream("/acs/hmac_vectors.json")) {
      return List.of(JsonMapper.shared().readValue(Objects.requireNonNull(json), Vector[].class));
    }
  }

  record Vector(
      String source,
      String method,
      String url,
      String resourceHost,
      String accessKeyBase64,
      String xMsDate,
      String stringToSign,
      String xMsContentSha256,
      String authorization) {}
}
