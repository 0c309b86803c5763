package org.recordingarchiver.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AcsFaultTests {

  private static final String ID = "0-eus-d1-0123456789abcdef0123456789abcdef";
  private static final byte[] CONTENT = Payload.noise(200_000, 3).bytes();

  private final AcsSimulator simulator = AcsSimulator.start();
  private final SignedClient client = new SignedClient(simulator.connectionString());
  private final URI content = simulator.location(ID, Part.CONTENT);

  AcsFaultTests() {
    simulator.put(ID, Payload.of(CONTENT), Payload.of(new byte[] {'{', '}'}));
  }

  @AfterEach
  void close() {
    simulator.close();
  }

  @Test
  void redirectsToItsOtherPortWhichServesTheSamePath() throws Exception {
    simulator.always(ID, Part.CONTENT, new Fault.Redirect());

    HttpResponse<byte[]> redirect = client.get(content);
    URI target = URI.create(redirect.headers().firstValue("Location").orElseThrow());
    HttpResponse<byte[]> followed = client.get(target);

    assertThat(redirect.statusCode()).isEqualTo(302);
    assertThat(redirect.headers().firstValue("Content-Length")).hasValue("0");
    assertThat(target).isEqualTo(simulator.redirectBaseUri().resolve(content.getRawPath()));
    assertThat(followed.statusCode()).isEqualTo(200);
    assertThat(followed.body()).isEqualTo(CONTENT);
    assertThat(client.get(content).statusCode()).isEqualTo(302);
  }

  @Test
  void checksTheSignatureBehindARedirectToo() throws Exception {
    URI elsewhere = simulator.redirectBaseUri().resolve(content.getRawPath());

    HttpResponse<byte[]> answer = client.send("GET", elsewhere, Instant.EPOCH);

    assertThat(answer.statusCode()).isEqualTo(401);
  }

  @Test
  void redirectsADeleteWithoutDeleting() throws Exception {
    simulator.once(ID, Part.OBJECT, new Fault.Redirect());

    HttpResponse<byte[]> redirect = client.delete(simulator.location(ID, Part.OBJECT));

    assertThat(redirect.statusCode()).isEqualTo(302);
    assertThat(simulator.holds(ID)).isTrue();
  }

  @Test
  void saysWhenToComeBackOnceAndServesThen() throws Exception {
    simulator.once(ID, Part.CONTENT, Fault.unavailable(Duration.ofSeconds(1)));

    HttpResponse<byte[]> first = client.get(content);
    HttpResponse<byte[]> second = client.get(content);

    assertThat(first.statusCode()).isEqualTo(503);
    assertThat(first.headers().firstValue("Retry-After")).hasValue("1");
    assertThat(second.body()).isEqualTo(CONTENT);
  }

  @Test
  void answersWithNothingOnceAndServesThen() throws Exception {
    simulator.once(ID, Part.CONTENT, new Fault.Empty());

    HttpResponse<byte[]> first = client.get(content);
    HttpResponse<byte[]> second = client.get(content);

    assertThat(first.statusCode()).isEqualTo(200);
    assertThat(first.body()).isEmpty();
    assertThat(first.headers().firstValue("Content-Range")).isEmpty();
    assertThat(second.body()).isEqualTo(CONTENT);
  }

  @Test
  void cutsTheConnectionAfterSoManyBytesAndServesTheRest() throws Exception {
    simulator.once(ID, Part.CONTENT, new Fault.Cut(70_000));

    assertThatThrownBy(() -> client.get(content)).isInstanceOf(IOException.class);
    HttpResponse<byte[]> rest = client.get(content, "Range", "bytes=70000-");

    assertThat(simulator.journal().getFirst().bytesSent()).isEqualTo(70_000);
    assertThat(rest.statusCode()).isEqualTo(206);
    assertThat(rest.body()).isEqualTo(Arrays.copyOfRange(CONTENT, 70_000, 200_000));
  }

  @Test
  void cutsTheConnectionBeforeTheFirstByte() {
    simulator.once(ID, Part.CONTENT, new Fault.Cut(0));

    assertThatThrownBy(() -> client.get(content)).isInstanceOf(IOException.class);
    assertThat(simulator.journal().getFirst())
        .extracting(ServedRequest::status, ServedRequest::bytesSent)
        .containsExactly(200, 0L);
  }

  @Test
  void namesATotalThatItDoesNotServe() throws Exception {
    simulator.once(ID, Part.CONTENT, new Fault.Truncated(1_000));

    HttpResponse<byte[]> answer = client.get(content);

    assertThat(answer.body()).isEqualTo(Arrays.copyOf(CONTENT, 1_000));
    assertThat(answer.headers().firstValue("Content-Length")).hasValue("1000");
    assertThat(answer.headers().firstValue("Content-Range")).hasValue("bytes 0-199999/200000");
  }

  @Test
  void namesNeitherLengthNorTotal() throws Exception {
    simulator.once(ID, Part.CONTENT, new Fault.NoLength());

    HttpResponse<byte[]> answer = client.get(content);

    assertThat(answer.body()).isEqualTo(CONTENT);
    assertThat(answer.headers().map()).doesNotContainKeys("content-length", "content-range");
  }

  @Test
  void ignoresTheRange() throws Exception {
    simulator.once(ID, Part.CONTENT, new Fault.RangeIgnored());

    HttpResponse<byte[]> answer = client.get(content, "Range", "bytes=100-");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo(CONTENT);
  }

  @Test
  void servesNoFasterThanTold() throws Exception {
    simulator.once(ID, Part.CONTENT, new Fault.Slow(400_000));
    long begin = System.nanoTime();

    HttpResponse<byte[]> answer = client.get(content);

    assertThat(Duration.ofNanos(System.nanoTime() - begin))
        .isGreaterThanOrEqualTo(Duration.ofMillis(500));
    assertThat(answer.body()).isEqualTo(CONTENT);
  }

  @Test
  void answersAsFixedFaultsSay() throws Exception {
    simulator.once(ID, Part.METADATA, Fault.throttled(Duration.ofSeconds(7)));
    simulator.once(ID, Part.METADATA, Fault.unauthorized());
    simulator.once(ID, Part.METADATA, Fault.badRequestPage());
    simulator.once(ID, Part.METADATA, Fault.notFound());
    simulator.once(ID, Part.METADATA, Fault.redirectTo("http://evil.example/"));
    URI metadata = simulator.location(ID, Part.METADATA);

    List<HttpResponse<byte[]>> answers =
        List.of(
            client.get(metadata),
            client.get(metadata),
            client.get(metadata),
            client.get(metadata),
            client.get(metadata),
            client.get(metadata));

    assertThat(answers)
        .extracting(HttpResponse::statusCode)
        .containsExactly(429, 401, 400, 404, 302, 200);
    assertThat(answers.get(0).headers().firstValue("Retry-After")).hasValue("7");
    assertThat(answers.get(2).headers().firstValue("Content-Type")).hasValue("text/html");
    assertThat(answers.get(2).body()).startsWith("<html>".getBytes(StandardCharsets.UTF_8));
    assertThat(answers.get(4).headers().firstValue("Location")).hasValue("http://evil.example/");
  }

  @Test
  void keepsAFaultForTheNextRequestThatIsWellSigned() throws Exception {
    simulator.once(ID, Part.CONTENT, Fault.notFound());

    assertThat(client.send("GET", content, Instant.EPOCH).statusCode()).isEqualTo(401);
    assertThat(client.get(content).statusCode()).isEqualTo(404);
    assertThat(client.get(content).statusCode()).isEqualTo(200);
  }

  @Test
  void repeatsAFaultAsOftenAsTold() throws Exception {
    simulator.times(2, ID, Part.CONTENT, Fault.unavailable(Duration.ofSeconds(1)));
    simulator.always(ID, Part.CONTENT, Fault.notFound());

    for (int status : new int[] {503, 503, 404, 404, 404}) {
      assertThat(client.get(content).statusCode()).isEqualTo(status);
    }
  }

  @Test
  void sendsADeleteAFaultWithoutDeleting() throws Exception {
    simulator.once(ID, Part.OBJECT, Fault.unavailable(Duration.ofSeconds(1)));
    URI object = simulator.location(ID, Part.OBJECT);

    assertThat(client.delete(object).statusCode()).isEqualTo(503);
    assertThat(simulator.holds(ID)).isTrue();
    assertThat(client.delete(object).statusCode()).isEqualTo(200);
  }
}
