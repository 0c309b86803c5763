package org.recordingarchiver.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.recordingarchiver.source.Scripts.answer;

import java.time.Duration;
import mockwebserver3.MockResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryAfterTests {

  private final RecordingSink sink = new RecordingSink();

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
        "Retry-After         | 99999999999999999999          | PT24H",
        "Retry-After         | 86401                         | PT24H",
        "Retry-After         | Mon, 05 Jan 2099 07:18:09 GMT | PT24H",
        "Retry-After         | Mon, 05 Jan 2026 07:18:09 UTC | PT10M",
        "Retry-After         | Mon, 05 Jan 2026 08:18:09 +0100 | PT10M",
        "Retry-After         | Mon, 05 Jan 2026 07:18:09     | ",
        "Retry-After         | 1e3                           | ",
        "Retry-After         | 1.5                           | ",
        "Retry-After         | ''                            | ",
        "retry-after-ms      | -1500                         | ",
        "retry-after-ms      | 0                             | PT0S",
        "retry-after-ms      | 9223372036854775808           | PT24H",
        "x-ms-retry-after-ms | Mon, 05 Jan 2026 07:18:09 GMT | ",
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

  @ParameterizedTest
  @CsvSource({
    "408, SourceError", "425, SourceError", "429, Throttled", "500, SourceError",
    "502, SourceError", "503, SourceError", "504, SourceError", "400, SourceError",
  })
  void readsItOnEveryFailureThatPassesAlsoOfADelete(int status, String type) {
    MockResponse unwell = answer(status).setHeader("Retry-After", "7").build();
    try (ScriptedStorage storage = new ScriptedStorage(unwell, unwell)) {
      assertThat(storage.fetch(sink).toString()).startsWith(type).endsWith("retryAfter=PT7S]");
      assertThat(storage.delete().toString()).startsWith(type).endsWith("retryAfter=PT7S]");
      assertThat(storage.requests()).hasSize(2);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "120 | -    | 5000   | PT2M",
        "1   | -    | 5000   | PT5S",
        "-   | 7000 | 5000   | PT7S",
        "1   | 2000 | 3000   | PT3S",
        "-1  | soon | 3000   | PT3S",
        "-1  | soon | later  | -",
      })
  void takesTheLongestOfSeveral(String seconds, String millis, String others, Duration wait) {
    MockResponse.Builder throttled = answer(429);
    if (seconds != null) {
      throttled.setHeader("Retry-After", seconds);
    }
    if (millis != null) {
      throttled.setHeader("retry-after-ms", millis);
    }
    throttled.setHeader("x-ms-retry-after-ms", others);
    try (ScriptedStorage storage = new ScriptedStorage(throttled.build())) {
      assertThat(storage.fetch(sink)).isEqualTo(new Failure.Throttled(message(storage), wait));
    }
  }

  @Test
  void takesTheLongestOfOneHeaderSentTwice() {
    MockResponse throttled =
        answer(429)
            .addHeader("Retry-After", "60")
            .addHeader("Retry-After", "Mon, 05 Jan 2026 07:10:09 GMT")
            .addHeader("Retry-After", "5")
            .build();
    try (ScriptedStorage storage = new ScriptedStorage(throttled)) {
      assertThat(storage.fetch(sink))
          .isEqualTo(new Failure.Throttled(message(storage), Duration.ofMinutes(2)));
    }
  }

  private static String message(ScriptedStorage storage) {
    return "GET %s answered 429 with an empty body".formatted(storage.url());
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
}
