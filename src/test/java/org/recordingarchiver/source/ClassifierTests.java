package org.recordingarchiver.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.recordingarchiver.source.Scripts.answer;

import mockwebserver3.MockResponse;
import mockwebserver3.SocketEffect;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClassifierTests {

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
    try (ScriptedStorage storage = new ScriptedStorage(answer.build())) {
      FetchAnswer failure = storage.fetch(sink);

      assertThat(failure).isInstanceOf(Failure.class);
      assertThat(failure.getClass().getSimpleName()).isEqualTo(type);
      assertThat(((Failure) failure).message())
          .isEqualTo("GET %s answered %s", storage.url(), message);
      assertThat(sink.bytes()).isEmpty();
      assertThat(storage.requests()).hasSize(1);
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

  @Test
  void takesEncodedBytesForAFaultThatPasses() {
    MockResponse answer = answer(200).setHeader("Content-Encoding", "gzip").body("x").build();
    try (ScriptedStorage storage = new ScriptedStorage(answer)) {
      assertThat(storage.fetch(sink))
          .isEqualTo(
              new Failure.SourceError(
                  200,
                  "GET %s answered 200 with Content-Encoding gzip, expected the bytes as they are"
                      .formatted(storage.url()),
                  null));
    }
  }
}
