package org.recordingarchiver.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.recordingarchiver.source.ScriptedStorage.answer;
import static org.recordingarchiver.source.ScriptedStorage.whole;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.stream.Stream;
import mockwebserver3.MockResponse;
import mockwebserver3.SocketEffect;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.recordingarchiver.source.RecordingSource.Wanted;

class AnswersTests {

  private final RecordingSink sink = new RecordingSink();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "400 | <html>oops</html>    | SourceError | 400: <html>oops</html>",
        "400 |                      | SourceError | 400 with an empty body",
        "400 | {\"message\":\"no\"} | Rejected    | 400: {\"message\":\"no\"}",
        "402 | pay                  | Rejected    | 402: pay",
        "404 |                      | NotFound    | 404 with an empty body",
        "405 | no                   | Rejected    | 405: no",
        "408 | slow                 | SourceError | 408: slow",
        "409 | conflict             | Rejected    | 409: conflict",
        "410 | gone                 | NotFound    | 410: gone",
        "416 | range                | Rejected    | 416: range",
        "425 | early                | SourceError | 425: early",
        "429 | slow down            | Throttled   | 429: slow down",
        "500 | broken               | SourceError | 500: broken",
        "501 | no                   | SourceError | 501: no",
        "503 | Service Unavailable  | SourceError | 503: Service Unavailable",
        "599 | ?                    | SourceError | 599: ?",
        "600 | ?                    | Rejected    | 600: ?",
        "201 | data                 | Rejected    | 201: data",
        "202 | data                 | Rejected    | 202: data",
        "204 |                      | Empty       | 204 with an empty body",
      })
  void classifiesByStatus(int status, String body, String type, String message) {
    MockResponse.Builder answer = answer(status);
    if (body != null) {
      answer.body(body);
    }
    // OkHttp repeats a 408 once by itself.
    try (ScriptedStorage storage = new ScriptedStorage(answer.build(), answer.build())) {
      FetchAnswer failure = storage.fetch(sink);

      assertThat(failure).isInstanceOf(Failure.class);
      assertThat(failure.getClass().getSimpleName()).isEqualTo(type);
      assertThat(((Failure) failure).message())
          .isEqualTo("GET %s answered %s", storage.url(), message);
      assertThat(sink.bytes()).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({"200, true", "204, true", "404, true", "410, true", "202, false", "500, false"})
  void takesADeletionForDoneWhenTheObjectIsGone(int status, boolean gone) {
    try (ScriptedStorage storage = new ScriptedStorage(answer(status).build())) {
      DeleteAnswer answer = storage.delete();

      assertThat(answer instanceof DeleteAnswer.Gone(int by) && by == status).isEqualTo(gone);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Retry-After         | 120                           | PT2M",
        "Retry-After         | 1                             | PT1S",
        "Retry-After         | Mon, 05 Jan 2026 07:18:09 GMT | PT10M",
        "Retry-After         | Monday, 05-Jan-26 07:09:09 GMT | PT1M",
        "Retry-After         | Mon Jan  5 07:08:19 2026      | PT10S",
        "Retry-After         | Mon, 05 Jan 2026 07:00:00 GMT | PT0S",
        "Retry-After         | 0                             | PT0S",
        "Retry-After         | soon                          | ",
        "Retry-After         | -5                            | ",
        "Retry-After         | 99999999999999999999          | ",
        "retry-after-ms      | 1500                          | PT1.5S",
        "x-ms-retry-after-ms | 250                           | PT0.25S",
      })
  void readsHowLongToWait(String header, String value, Duration wait) {
    MockResponse throttled = answer(429).setHeader(header, value).build();
    MockResponse unwell = answer(503).setHeader(header, value).build();
    try (ScriptedStorage storage = new ScriptedStorage(throttled, unwell)) {
      assertThat(storage.fetch(sink))
          .isEqualTo(
              new Failure.Throttled(
                  "GET %s answered 429 with an empty body".formatted(storage.url()), wait));
      assertThat(storage.fetch(sink))
          .isEqualTo(
              new Failure.SourceError(
                  503, "GET %s answered 503 with an empty body".formatted(storage.url()), wait));
    }
  }

  @Test
  void countsADateFromTheClockOfTheSource() {
    MockResponse throttled =
        answer(429)
            .setHeader("Date", "Mon, 05 Jan 2026 09:00:00 GMT")
            .setHeader("Retry-After", "Mon, 05 Jan 2026 09:00:30 GMT")
            .build();
    try (ScriptedStorage storage = new ScriptedStorage(throttled)) {
      assertThat(storage.fetch(sink))
          .isEqualTo(
              new Failure.Throttled(
                  "GET %s answered 429 with an empty body".formatted(storage.url()),
                  Duration.ofSeconds(30)));
    }
  }

  @Test
  void quotesTheIdsAndTheStartOfTheBody() {
    MockResponse unwell =
        answer(500)
            .setHeader("x-ms-request-id", "abc-1")
            .setHeader("x-ms-date", "never mind")
            .setHeader("MS-CV", "cv.2")
            .body("line one\r\n\tline two " + "x".repeat(4000))
            .build();
    try (ScriptedStorage storage = new ScriptedStorage(unwell)) {
      Failure failure = (Failure) storage.fetch(sink);

      assertThat(failure.message())
          .startsWith(
              "GET %s answered 500 (x-ms-request-id abc-1, MS-CV cv.2): line one line two xxx"
                  .formatted(storage.url()))
          .hasSizeLessThan(2300)
          .doesNotContain("\n", "\r", "\t");
    }
  }

  @Test
  void quotesAnErrorBodyThatBreaksOff() {
    MockResponse unwell =
        answer(500)
            .body("half")
            .setHeader("Content-Length", 100)
            .onResponseEnd(new SocketEffect.CloseSocket())
            .build();
    try (ScriptedStorage storage = new ScriptedStorage(unwell)) {
      assertThat(storage.fetch(sink))
          .isEqualTo(
              new Failure.SourceError(
                  500, "GET %s answered 500: half".formatted(storage.url()), null));
    }
  }

  static Stream<String> pages() {
    return Stream.of(
        "<html><body>Sign in</body></html>",
        "<!DOCTYPE html>",
        "  \r\n<?xml version=\"1.0\"?>",
        "\uFEFF<html>");
  }

  @ParameterizedTest
  @MethodSource("pages")
  void refusesHtmlWhateverIsWanted(String page) {
    byte[] bytes = page.getBytes(StandardCharsets.UTF_8);
    try (ScriptedStorage storage = new ScriptedStorage(whole(bytes), whole(bytes))) {
      String quote = Legible.line(page, 512);

      assertThat(storage.fetch(Wanted.CONTENT, sink))
          .isEqualTo(
              new Failure.NotMedia(
                  "GET %s answered 200 with HTML in place of media: %s"
                      .formatted(storage.url(), quote)));
      assertThat(storage.fetch(Wanted.METADATA, sink))
          .isEqualTo(
              new Failure.NotMedia(
                  "GET %s answered 200 with HTML in place of metadata: %s"
                      .formatted(storage.url(), quote)));
      assertThat(sink.bytes()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"status\":401}", " [1]", "\uFEFF{}"})
  void refusesJsonInPlaceOfMediaOnly(String json) {
    byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
    try (ScriptedStorage storage = new ScriptedStorage(whole(bytes), whole(bytes))) {
      assertThat(storage.fetch(Wanted.CONTENT, sink)).isInstanceOf(Failure.NotMedia.class);
      assertThat(storage.fetch(Wanted.METADATA, sink))
          .isEqualTo(new FetchAnswer.Received(bytes.length, true));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "text/plain; charset=utf-8, Try later, NotMedia",
    "application/json,          Try later, NotMedia",
    "application/octet-stream,  Try later, Received",
    "text/html,                 'ID3\u0003\u0000', Received",
  })
  void takesTheContentTypeAsAHintOnly(String contentType, String body, String type) {
    MockResponse answer = answer(200).setHeader("Content-Type", contentType).body(body).build();
    try (ScriptedStorage storage = new ScriptedStorage(answer)) {
      assertThat(storage.fetch(sink).getClass().getSimpleName()).isEqualTo(type);
    }
  }

  @Test
  void takesAnAnswerWithoutABodyForEmpty() {
    try (ScriptedStorage storage =
        new ScriptedStorage(whole(new byte[0]), answer(200).chunkedBody("", 1).build())) {
      Failure empty =
          new Failure.Empty("GET %s answered 200 without a single byte".formatted(storage.url()));

      assertThat(storage.fetch(sink)).isEqualTo(empty);
      assertThat(storage.fetch(sink)).isEqualTo(empty);
    }
  }

  @Test
  void rejectsBytesThatAreEncoded() {
    MockResponse answer = answer(200).setHeader("Content-Encoding", "gzip").body("x").build();
    try (ScriptedStorage storage = new ScriptedStorage(answer)) {
      assertThat(storage.fetch(sink))
          .isEqualTo(
              new Failure.Rejected(
                  200,
                  "GET %s answered 200 with Content-Encoding gzip, expected the bytes as they are"
                      .formatted(storage.url())));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"-5 | [-5]", "five | [five]", "99999999999999999999 | [99999999999999999999]"})
  void doesNotTrustALengthThatIsNoNumber(String length, String found) {
    MockResponse answer = answer(200).body("x").setHeader("Content-Length", length).build();
    try (ScriptedStorage storage = new ScriptedStorage(answer)) {
      assertThat(storage.fetch(sink))
          .isEqualTo(
              new Failure.Unreachable(
                  "GET %s got no answer: ProtocolException: Content-Length: found %s, expected one number"
                      .formatted(storage.url(), found)));
    }
  }

  @Test
  void saysWhenNobodyListens() {
    ScriptedStorage storage = new ScriptedStorage();
    storage.close();

    FetchAnswer answer = storage.fetch(sink);

    assertThat(answer).isInstanceOf(Failure.Unreachable.class);
    assertThat(((Failure) answer).message())
        .startsWith("GET " + storage.url() + " got no answer: ConnectException: ");
  }

  @Test
  void saysWhenTheSourceKeepsSilent() {
    MockResponse silent = answer(200).onResponseStart(SocketEffect.Stall.INSTANCE).build();
    try (ScriptedStorage storage = new ScriptedStorage(silent)) {
      FetchAnswer answer = storage.fetch(sink);

      assertThat(answer).isInstanceOf(Failure.Unreachable.class);
      assertThat(((Failure) answer).message())
          .startsWith("GET " + storage.url() + " got no answer: SocketTimeoutException: ");
    }
  }
}
