package org.recordingarchiver.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.recordingarchiver.source.ScriptedStorage.PATH;
import static org.recordingarchiver.source.Scripts.answer;
import static org.recordingarchiver.source.Scripts.whole;

import java.nio.charset.StandardCharsets;
import java.util.List;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.recordingarchiver.source.RecordingSource.Wanted;

class RedirectsTests {

  private static final byte[] BYTES = "media".getBytes(StandardCharsets.UTF_8);

  private final ScriptedStorage first = new ScriptedStorage();
  private final ScriptedStorage second = new ScriptedStorage();
  private final AcsRecordingSource source =
      ScriptedStorage.source(null, first.host(), second.host());
  private final RecordingSink sink = new RecordingSink();

  @AfterEach
  void close() {
    source.close();
    first.close();
    second.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 302, 307, 308})
  void followsToAnotherAllowedHostAndSignsAnew(int status) {
    first.add(redirect(status, second.url("/moved/%2F")));
    second.add(whole(BYTES));

    FetchAnswer answer = fetch();

    assertThat(answer).isEqualTo(new FetchAnswer.Received(5, true));
    RecordedRequest request = second.requests().getFirst();
    assertThat(request.getTarget()).isEqualTo("/moved/%2F");
    assertSigned(request, "GET", "/moved/%2F");
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 302, 307, 308})
  void keepsTheMethodOfADelete(int status) {
    first.add(redirect(status, second.url("/moved" + ScriptedStorage.PATH)));
    second.add(answer(200).build());

    DeleteAnswer answer = source.delete("contoso", first.url());

    assertThat(answer).isEqualTo(new DeleteAnswer.Gone(200));
    RecordedRequest request = second.requests().getFirst();
    assertThat(request.getMethod()).isEqualTo("DELETE");
    assertSigned(request, "DELETE", "/moved" + ScriptedStorage.PATH);
  }

  /** Another chunk may live there that nobody has archived yet. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v1/objects/0-wus-d2-another",
        "/v1/objects/0-wus-d2-another/content/video",
        "/v1/objects/0-wus-d2-6c5e6195b2d4614eb2a935345faff19",
        "/v1/objects/%30-wus-d2-6c5e6195b2d4614eb2a935345faff196",
        "/elsewhere",
      })
  void deletesNoOtherObject(String path) {
    first.add(redirect(307, second.url(path)));
    second.add(answer(200).build());

    DeleteAnswer answer = source.delete("contoso", first.url());

    assertThat(answer)
        .isEqualTo(
            new Failure.RefusedUrl(
                "DELETE %s answered 307: refused %s: it does not name the object 0-wus-d2-6c5e6195b2d4614eb2a935345faff196; nothing was sent there"
                    .formatted(first.url(), second.url(path)),
                true));
    assertThat(second.requests()).isEmpty();
  }

  @Test
  void fetchesNoOtherObject() {
    first.add(redirect(302, second.url("/v1/objects/0-wus-d2-another/content/video")));
    second.add(whole(BYTES));

    assertThat(fetch()).isInstanceOf(Failure.RefusedUrl.class);
    assertThat(second.requests()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"/other,/other", "other,/v1/a/other", "../x,/v1/x", "?y=z,/v1/a/b?y=z"})
  void resolvesARelativeLocation(String location, String target) {
    first.add(redirect(302, location), whole(BYTES));

    FetchAnswer answer = source.fetch("contoso", first.url("/v1/a/b"), Wanted.CONTENT, sink);

    assertThat(answer).isEqualTo(new FetchAnswer.Received(5, true));
    assertThat(first.requests()).last().extracting(RecordedRequest::getTarget).isEqualTo(target);
  }

  @Test
  void sendsNothingToAHostThatIsNotOnTheList() {
    try (ScriptedStorage third = new ScriptedStorage(whole(BYTES))) {
      first.add(redirect(302, third.url("/x?sig=secret")));

      FetchAnswer answer = fetch();

      assertThat(answer)
          .isEqualTo(
              new Failure.RefusedUrl(
                  "GET %s answered 302: refused %s: %s is not on the list archiver.source.allowed-hosts [%s, %s]; nothing was sent there"
                      .formatted(
                          first.url(), third.url("/x"), third.host(), first.host(), second.host()),
                  true));
      assertThat(third.requests()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "//evil.example/x",
        "\\\\evil.example\\x",
        "https://evil.example/x",
        "https:/x",
        "ftp://evil.example/x",
        "https://user@evil.example/x",
        "javascript:alert(1)",
      })
  void refusesEveryOtherWayOffTheList(String location) {
    first.add(redirect(302, location));

    assertThat(fetch()).isInstanceOf(Failure.RefusedUrl.class);
    assertThat(first.requests()).hasSize(1);
  }

  @Test
  void sendsNoDeleteToAHostThatIsNotOnTheList() {
    try (ScriptedStorage third = new ScriptedStorage(answer(200).build())) {
      first.add(redirect(307, third.url()));

      assertThat(source.delete("contoso", first.url())).isInstanceOf(Failure.RefusedUrl.class);
      assertThat(third.requests()).isEmpty();
    }
  }

  @Test
  void endsARoundTrip() {
    first.add(redirect(302, second.url()));
    second.add(redirect(302, first.url()));

    FetchAnswer answer = fetch();

    assertThat(answer)
        .isEqualTo(
            new Failure.Unreachable(
                "GET %s answered 302: redirects go round in a circle, back to %s"
                    .formatted(second.url(), first.url())));
    assertThat(first.requests()).hasSize(1);
  }

  @Test
  void followsFiveRedirects() {
    redirects(5);
    first.add(whole(BYTES));

    assertThat(fetch()).isEqualTo(new FetchAnswer.Received(5, true));
  }

  @Test
  void doesNotFollowASixth() {
    redirects(6);

    FetchAnswer answer = fetch();

    assertThat(answer)
        .isEqualTo(
            new Failure.Unreachable(
                "GET %s answered 302: found more than 5 redirects".formatted(first.url("/hop/5"))));
    assertThat(first.requests()).hasSize(6);
  }

  @Test
  void rejectsARedirectWithoutALocation() {
    first.add(answer(302).build());

    assertThat(fetch())
        .isEqualTo(
            new Failure.Rejected(
                302, "GET %s answered 302 without a Location".formatted(first.url())));
  }

  @ParameterizedTest
  @ValueSource(ints = {300, 303, 304})
  void doesNotFollowOtherStatuses(int status) {
    first.add(redirect(status, second.url()));

    assertThat(fetch())
        .isEqualTo(
            new Failure.Rejected(
                status, "GET %s answered %d with an empty body".formatted(first.url(), status)));
    assertThat(second.requests()).isEmpty();
  }

  @Test
  void keepsTheRangeOverRedirects() {
    MockResponse moved = redirect(302, second.url());
    first.add(Scripts.cut(BYTES, 2), moved, moved);
    second.add(Scripts.part(BYTES, 2));
    second.holds(BYTES);

    FetchAnswer answer = fetch();

    assertThat(answer).isEqualTo(new FetchAnswer.Received(5, true));
    assertThat(sink.bytes()).isEqualTo(BYTES);
    assertThat(second.ranges()).isEqualTo(List.of("bytes=2-"));
  }

  private FetchAnswer fetch() {
    return source.fetch("contoso", first.url(), Wanted.CONTENT, sink);
  }

  private void redirects(int count) {
    for (int hop = 1; hop <= count; hop++) {
      first.add(redirect(302, "/hop/" + hop));
    }
  }

  private static MockResponse redirect(int status, String location) {
    return answer(status).setHeader("Location", location).build();
  }

  private static void assertSigned(RecordedRequest request, String method, String path) {
    Credential credential =
        new Credential("contoso.communication.azure.com", new AccessKey(ScriptedStorage.KEY));
    String date = Signature.date(ScriptedStorage.NOW);
    assertThat(request.getHeaders().get("Authorization"))
        .isEqualTo(Signature.authorization(credential, method, path, date));
    assertThat(PATH).isNotEqualTo(path);
  }
}
