package org.recordingarchiver.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.recordingarchiver.source.ScriptedStorage.KEY;
import static org.recordingarchiver.source.ScriptedStorage.SECOND_KEY;
import static org.recordingarchiver.source.Scripts.answer;
import static org.recordingarchiver.source.Scripts.whole;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.recordingarchiver.source.RecordingSource.Wanted;

class AuthorizationTests {

  private static final String FIRST = "Mon, 05 Jan 2026 07:08:09 GMT";
  private static final String SECOND = "Mon, 05 Jan 2026 07:08:10 GMT";

  private final ScriptedStorage storage = new ScriptedStorage();
  private final RecordingSink sink = new RecordingSink();

  @AfterEach
  void close() {
    storage.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {401, 403})
  void triesOnceMoreWithAFreshDate(int status) {
    storage.add(answer(status).build(), whole(new byte[] {1}));

    assertThat(fetch(null)).isEqualTo(new FetchAnswer.Received(1, true));

    assertThat(storage.requests())
        .extracting(AuthorizationTests::date)
        .isEqualTo(List.of(FIRST, "Mon, 05 Jan 2026 07:08:10 GMT"));
  }

  @Test
  void thenTriesTheSecondKey() {
    storage.add(answer(401).build(), answer(401).build(), whole(new byte[] {1}));

    assertThat(fetch(SECOND_KEY)).isEqualTo(new FetchAnswer.Received(1, true));

    List<RecordedRequest> requests = storage.requests();
    assertThat(requests).extracting(AuthorizationTests::key).containsExactly(KEY, KEY, SECOND_KEY);
    assertThat(date(requests.get(1))).isEqualTo(SECOND);
  }

  @Test
  void deletesWithTheSecondKeyToo() {
    storage.add(answer(403).build(), answer(403).build(), answer(200).build());
    try (AcsRecordingSource source = ScriptedStorage.source(SECOND_KEY, storage.host())) {
      assertThat(source.delete("contoso", storage.url())).isEqualTo(new DeleteAnswer.Gone(200));
    }
  }

  @Test
  void remembersWhichKeyWorks() {
    storage.add(answer(401).build(), answer(401).build());
    storage.add(whole(new byte[] {1}), whole(new byte[] {1}));
    try (AcsRecordingSource source = ScriptedStorage.source(SECOND_KEY, storage.host())) {
      source.fetch("contoso", storage.url(), Wanted.CONTENT, sink);
      source.fetch("contoso", storage.url(), Wanted.CONTENT, sink);
    }

    assertThat(storage.requests()).hasSize(4);
  }

  @Test
  void goesBackToTheFirstKeyWhenTheSecondIsRefused() {
    storage.add(answer(401).build(), answer(401).build(), whole(new byte[] {1}));
    storage.add(answer(401).build(), answer(401).build(), whole(new byte[] {1}));
    try (AcsRecordingSource source = ScriptedStorage.source(SECOND_KEY, storage.host())) {
      source.fetch("contoso", storage.url(), Wanted.CONTENT, sink);
      FetchAnswer answer = source.fetch("contoso", storage.url(), Wanted.CONTENT, sink);

      assertThat(answer).isEqualTo(new FetchAnswer.Received(1, true));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Mon, 05 Jan 2026 07:08:10 GMT | agrees with the source's",
        "Mon, 05 Jan 2026 07:12:09 GMT | is 239 s behind the source's",
        "Mon, 05 Jan 2026 07:04:10 GMT | is 240 s ahead of the source's",
        "Mon, 05 Jan 2026 07:07:40 GMT | is 30 s ahead of the source's",
        "nonsense                      | could not be compared: the answer has no Date",
      })
  void saysWhatToCheckWhenRefused(String date, String clock) {
    MockResponse refused =
        answer(401)
            .setHeader("Date", date)
            .setHeader("x-ms-request-id", "r-1")
            .body("{\"title\":\"Unauthorized\",\"traceId\":\"00-1\"}")
            .build();
    storage.add(refused, refused);

    assertThat(fetch(null))
        .isEqualTo(
            new Failure.Unauthorized(
                401,
                "GET %s answered 401 (x-ms-request-id r-1): {\"title\":\"Unauthorized\",\"traceId\":\"00-1\"}, also with a fresh date: check the access key of resource contoso and the clock of this machine, which %s"
                    .formatted(storage.url(), clock)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Mon, 05 Jan 2026 07:15:10 GMT | is 420 s behind the source's",
        "Mon, 05 Jan 2026 06:08:10 GMT | is 3600 s ahead of the source's",
        "Tue, 05 Jan 2027 07:08:10 GMT | is 31536000 s behind the source's",
      })
  void namesTheClockFirstWhenItIsFarOff(String date, String clock) {
    MockResponse refused = answer(401).setHeader("Date", date).build();
    storage.add(refused, refused);

    assertThat(fetch(null))
        .isEqualTo(
            new Failure.Unauthorized(
                401,
                "GET %s answered 401 with an empty body, also with a fresh date: first set the clock of this machine, which %s; then check the access key of resource contoso"
                    .formatted(storage.url(), clock)));
  }

  @ParameterizedTest
  @ValueSource(ints = {401, 403})
  void treatsTheTargetOfARedirectAlike(int status) {
    try (ScriptedStorage target = new ScriptedStorage()) {
      storage.add(answer(307).setHeader("Location", target.url("/moved")).build());
      target.add(answer(status).build(), answer(status).build(), whole(new byte[] {1}));
      SourceSettings settings =
          TestSettings.of(storage.host(), target.host()).secondKey(SECOND_KEY).get();
      try (AcsRecordingSource source = new AcsRecordingSource(settings, new TickingClock())) {
        assertThat(source.fetch("contoso", storage.url(), Wanted.CONTENT, sink))
            .isEqualTo(new FetchAnswer.Received(1, true));
      }

      assertThat(target.requests())
          .extracting(AuthorizationTests::key)
          .containsExactly(KEY, KEY, SECOND_KEY);
    }
  }

  @Test
  void saysWhatToCheckWhenTheTargetOfARedirectRefuses() {
    try (ScriptedStorage target = new ScriptedStorage()) {
      storage.add(answer(302).setHeader("Location", target.url("/moved?sig=secret")).build());
      target.add(answer(401).build(), answer(401).build());
      try (AcsRecordingSource source =
          ScriptedStorage.source(null, storage.host(), target.host())) {
        assertThat(source.fetch("contoso", storage.url(), Wanted.CONTENT, sink))
            .isEqualTo(
                new Failure.Unauthorized(
                    401,
                    "GET %s answered 401 with an empty body, also with a fresh date: check the access key of resource contoso and the clock of this machine, which could not be compared: the answer has no Date"
                        .formatted(target.url("/moved"))));
      }
    }
  }

  @Test
  void saysThatBothKeysWereRefused() {
    storage.add(answer(401).build(), answer(401).build(), answer(403).build());

    assertThat(fetch(SECOND_KEY))
        .isEqualTo(
            new Failure.Unauthorized(
                403,
                "GET %s answered 403 with an empty body, also with a fresh date and the other key: check the access key of resource contoso and the clock of this machine, which could not be compared: the answer has no Date"
                    .formatted(storage.url())));
    assertThat(storage.requests()).hasSize(3);
  }

  @ParameterizedTest
  @ValueSource(strings = {"sent: %s", "{\"sent\":\"%s\"}", "<p>%s</p>", "%s"})
  void neverRepeatsASecretThatTheAnswerEchoes(String page) {
    storage.answerWith(request -> {
      String sent = String.valueOf(request.getHeaders().get("Authorization"));
      return answer(401).setHeader("x-ms-echo-id", sent).body(page.formatted(sent)).build();
    });

    Failure failure = (Failure) fetch(SECOND_KEY);

    String signature =
        storage
            .requests()
            .getLast()
            .getHeaders()
            .get("Authorization")
            .replaceAll(".*Signature=", "");
    assertThat(failure.message())
        .contains("Signature=…")
        .doesNotContain(signature, KEY, SECOND_KEY);
  }

  @Test
  void namesTheSettingThatIsMissing() {
    SourceSettings none = TestSettings.of(storage.host()).connection(null).get();
    Failure missing =
        new Failure.Unauthorized(
            0,
            "no connection string for resource Contoso: set archiver.source.resources.Contoso.connection-string or archiver.source.connection-string");
    try (AcsRecordingSource source = ScriptedStorage.source(none)) {
      assertThat(source.fetch("Contoso", storage.url(), Wanted.CONTENT, sink)).isEqualTo(missing);
      assertThat(source.delete("Contoso", storage.url())).isEqualTo(missing);
    }
    assertThat(storage.requests()).isEmpty();
  }

  private FetchAnswer fetch(@Nullable String secondKey) {
    SourceSettings settings = TestSettings.of(storage.host()).secondKey(secondKey).get();
    try (AcsRecordingSource source = new AcsRecordingSource(settings, new TickingClock())) {
      return source.fetch("contoso", storage.url(), Wanted.CONTENT, sink);
    }
  }

  private static String date(RecordedRequest request) {
    return request.getHeaders().get("x-ms-date");
  }

  /** The key whose signature the request carries. */
  private static String key(RecordedRequest request) {
    for (String key : List.of(KEY, SECOND_KEY)) {
      Credential credential = new Credential("contoso.communication.azure.com", new AccessKey(key));
      String expected =
          Signature.authorization(
              credential, request.getMethod(), request.getTarget(), date(request));
      if (expected.equals(request.getHeaders().get("Authorization"))) {
        return key;
      }
    }
    return "neither";
  }

  /** Goes on one second with each second glance, so that no two requests carry the same date. */
  private static final class TickingClock extends Clock {

    private Instant now = ScriptedStorage.NOW;

    @Override
    public Instant instant() {
      Instant read = now;
      if (read.isBefore(ScriptedStorage.NOW.plusSeconds(1))) {
        now = now.plus(Duration.ofSeconds(1));
      }
      return read;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }
}
