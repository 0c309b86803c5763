package org.recordingarchiver.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.Headers;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class AcsSignatureTests {

  private static final Instant NOW = Instant.parse("2026-01-05T07:08:09Z");
  private static final Payload CONTENT = Payload.of(new byte[] {1, 2, 3});

  @ParameterizedTest
  @MethodSource("vectors")
  void acceptsWhatTheOfficialSdksSign(JsonNode vector) throws Exception {
    Instant signedAt = signedAt(vector);
    try (AcsSimulator simulator = AcsSimulator.start(optionsOf(vector, signedAt))) {
      URI uri = simulator.baseUri().resolve(URI.create(text(vector, "url")).getRawPath());
      SignedClient client = new SignedClient(simulator.connectionString());
      simulator.put("0-wus-d2-6c5e6195b2d4614eb2a935345faff196", CONTENT, CONTENT);

      HttpResponse<byte[]> answer = client.send(recorded(vector, uri));

      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(simulator.journal()).singleElement().matches(ServedRequest::signatureValid);
    }
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void acceptsTheResourceInTheHostHeaderAsTheJavaSdkSendsIt(JsonNode vector) {
    SignatureCheck check =
        new SignatureCheck(
            text(vector, "resourceHost"), text(vector, "accessKeyBase64"), at(signedAt(vector)));
    Headers headers = headersOf(vector);
    headers.set("Host", text(vector, "resourceHost"));

    assertThat(check.accepts(text(vector, "method"), pathOf(vector), headers)).isTrue();

    headers.set("Host", "us-storage.asm.skype.com");
    assertThat(check.accepts(text(vector, "method"), pathOf(vector), headers)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "Authorization, HMAC-SHA256 SignedHeaders=x-ms-date;host;x-ms-content-sha256&Signature=AAAA",
    "Authorization, Bearer token",
    "x-ms-host, us-storage.asm.skype.com",
    "x-ms-host, another.communication.azure.com",
    "x-ms-content-sha256, AAAA",
    "x-ms-date, 'Mon, 5 Jan 2026 07:08:09 GMT'",
    "x-ms-date, 'Tue, 05 Jan 2026 07:08:09 GMT'",
    "x-ms-date, 'Mon, 05 Jan 2026 07:08:09 UTC'",
    "x-ms-date, 2026-01-05T07:08:09Z"
  })
  void refusesARequestWithOneHeaderWrong(String header, String value) throws Exception {
    try (AcsSimulator simulator = AcsSimulator.start(options(NOW))) {
      simulator.put("a", CONTENT);
      SignedClient client = new SignedClient(simulator.connectionString());
      URI uri = simulator.location("a", Part.CONTENT);
      HttpRequest signed = client.request("GET", uri, NOW);
      HttpRequest wrong =
          HttpRequest.newBuilder(signed, (name, _) -> !name.equalsIgnoreCase(header))
              .header(header, value)
              .build();

      HttpResponse<byte[]> answer = client.send(wrong);

      assertThat(client.send(signed).statusCode()).isEqualTo(200);
      assertThat(answer.statusCode()).isEqualTo(401);
      assertThat(JsonMapper.shared().readTree(answer.body()).get("title").asString())
          .isEqualTo("Unauthorized");
      assertThat(simulator.journal().getFirst().signatureValid()).isFalse();
    }
  }

  @ParameterizedTest
  @CsvSource({"PT0S, 200", "PT15M, 200", "PT-15M, 200", "PT15M1S, 401", "PT-15M-1S, 401"})
  void toleratesAClockThatIsAQuarterOfAnHourOff(Duration skew, int status) throws Exception {
    try (AcsSimulator simulator = AcsSimulator.start(options(NOW))) {
      simulator.put("a", CONTENT);
      SignedClient client = new SignedClient(simulator.connectionString());

      HttpResponse<byte[]> answer =
          client.send("GET", simulator.location("a", Part.CONTENT), NOW.plus(skew));

      assertThat(answer.statusCode()).isEqualTo(status);
    }
  }

  @Test
  void refusesASignatureForAnotherPathOrMethod() throws Exception {
    try (AcsSimulator simulator = AcsSimulator.start(options(NOW))) {
      simulator.put("a", CONTENT);
      SignedClient client = new SignedClient(simulator.connectionString());
      HttpRequest signed = client.request("GET", simulator.location("b", Part.CONTENT), NOW);

      HttpResponse<byte[]> otherPath =
          client.send(
              HttpRequest.newBuilder(signed, (_, _) -> true)
                  .uri(simulator.location("a", Part.CONTENT))
                  .build());
      HttpResponse<byte[]> otherMethod =
          client.send(
              HttpRequest.newBuilder(signed, (_, _) -> true)
                  .uri(simulator.location("a", Part.OBJECT))
                  .DELETE()
                  .build());

      assertThat(otherPath.statusCode()).isEqualTo(401);
      assertThat(otherMethod.statusCode()).isEqualTo(401);
      assertThat(otherMethod.body()).isEmpty();
      assertThat(simulator.holds("a")).isTrue();
    }
  }

  @Test
  void leavesTheQueryOutOfTheSignature() throws Exception {
    try (AcsSimulator simulator = AcsSimulator.start(options(NOW))) {
      simulator.put("a", CONTENT);
      SignedClient client = new SignedClient(simulator.connectionString());
      URI uri = URI.create(simulator.location("a", Part.CONTENT) + "?api-version=1");

      assertThat(client.send("GET", uri, NOW).statusCode()).isEqualTo(200);
    }
  }

  static Stream<JsonNode> vectors() throws IOException {
    try (InputStream file = AcsSignatureTests.class.getResourceAsStream("/acs/hmac_vectors.json")) {
      return JsonMapper.shared().readTree(file).valueStream();
    }
  }

  private static HttpRequest recorded(JsonNode vector, URI uri) {
    return HttpRequest.newBuilder(uri)
        .method(text(vector, "method"), HttpRequest.BodyPublishers.noBody())
        .header("x-ms-date", text(vector, "xMsDate"))
        .header("x-ms-host", text(vector, "resourceHost"))
        .header("x-ms-content-sha256", text(vector, "xMsContentSha256"))
        .header("Authorization", text(vector, "authorization"))
        .build();
  }

  private static Headers headersOf(JsonNode vector) {
    Headers headers = new Headers();
    headers.set("x-ms-date", text(vector, "xMsDate"));
    headers.set("x-ms-content-sha256", text(vector, "xMsContentSha256"));
    headers.set("Authorization", text(vector, "authorization"));
    return headers;
  }

  private static SimulatorOptions optionsOf(JsonNode vector, Instant now) {
    String resource = text(vector, "resourceHost").replace(".communication.azure.com", "");
    return options(now).withResource(resource, text(vector, "accessKeyBase64"));
  }

  private static SimulatorOptions options(Instant now) {
    return SimulatorOptions.defaults().withClock(at(now));
  }

  private static Clock at(Instant now) {
    return Clock.fixed(now, ZoneOffset.UTC);
  }

  private static Instant signedAt(JsonNode vector) {
    return DateTimeFormatter.RFC_1123_DATE_TIME.parse(text(vector, "xMsDate"), Instant::from);
  }

  private static String pathOf(JsonNode vector) {
    return URI.create(text(vector, "url")).getRawPath();
  }

  private static String text(JsonNode vector, String name) {
    return vector.get(name).asString();
  }
}
