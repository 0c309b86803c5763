package org.recordingarchiver.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.assertj.core.groups.Tuple;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AcsSimulatorTests {

  private static final String ID = "0-eus-d12-0123456789abcdef0123456789abcdef";
  private static final byte[] CONTENT = Payload.noise(100_000, 7).bytes();
  private static final byte[] METADATA = "{}".getBytes(StandardCharsets.UTF_8);

  private final AcsSimulator simulator = AcsSimulator.start();
  private final SignedClient client = new SignedClient(simulator.connectionString());

  AcsSimulatorTests() {
    simulator.put(ID, Payload.of(CONTENT), Payload.of(METADATA));
  }

  @AfterEach
  void close() {
    simulator.close();
  }

  @Test
  void listensOnLoopbackUnlessToldOtherwise() throws IOException {
    assertThat(InetAddress.getByName(simulator.baseUri().getHost()).isLoopbackAddress()).isTrue();
    assertThat(simulator.hostAndPort())
        .isEqualTo("127.0.0.1:" + simulator.baseUri().getPort())
        .isNotEqualTo(simulator.redirectHostAndPort());
  }

  @Test
  void writesTheHostThatItsClientsResolveIntoUrls() {
    SimulatorOptions options = SimulatorOptions.defaults().withAddress("127.0.0.1", "simulator");

    try (AcsSimulator named = AcsSimulator.start(options)) {
      assertThat(named.location(ID, Part.CONTENT).toString())
          .startsWith("http://simulator:")
          .endsWith("/v1/objects/" + ID + "/content/video");
      assertThat(named.redirectHostAndPort()).startsWith("simulator:");
    }
  }

  @Test
  void servesAllOfItWithContentRange() throws Exception {
    HttpResponse<byte[]> answer = client.get(content());

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo(CONTENT);
    assertThat(answer.headers().firstValue("Content-Range")).hasValue("bytes 0-99999/100000");
    assertThat(answer.headers().firstValue("Content-Length")).hasValue("100000");
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/octet-stream");
    assertThat(answer.headers().firstValue("Cache-Control"))
        .hasValue("no-cache, max-age=0, s-maxage=0, private");
    assertThat(answer.headers().map())
        .doesNotContainKeys("etag", "last-modified", "accept-ranges", "content-md5");
  }

  @Test
  void servesTheMetadataAsIfItWereMedia() throws Exception {
    HttpResponse<byte[]> answer = client.get(simulator.location(ID, Part.METADATA));

    assertThat(answer.body()).isEqualTo(METADATA);
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/octet-stream");
  }

  @ParameterizedTest
  @CsvSource({
    "bytes=0-0, 0, 0",
    "bytes=0-268435455, 0, 99999",
    "bytes=65536-, 65536, 99999",
    "bytes=99999-99999, 99999, 99999",
    "bytes=10-19, 10, 19"
  })
  void servesARangeAndClampsItsEnd(String range, int first, int last) throws Exception {
    HttpResponse<byte[]> answer = client.get(content(), "Range", range);

    assertThat(answer.statusCode()).isEqualTo(206);
    assertThat(answer.headers().firstValue("Content-Range"))
        .hasValue("bytes " + first + "-" + last + "/100000");
    assertThat(answer.body()).isEqualTo(Arrays.copyOfRange(CONTENT, first, last + 1));
  }

  @ParameterizedTest
  @ValueSource(strings = {"bytes=None", "bytes=9-3", "bytes=-5", "items=0-3", "bytes=0-1,3-4"})
  void ignoresARangeThatMakesNoSense(String range) throws Exception {
    HttpResponse<byte[]> answer = client.get(content(), "Range", range);

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo(CONTENT);
  }

  @Test
  void refusesARangeBeyondTheEnd() throws Exception {
    HttpResponse<byte[]> answer = client.get(content(), "Range", "bytes=100000-");

    assertThat(answer.statusCode()).isEqualTo(416);
    assertThat(answer.headers().firstValue("Content-Range")).hasValue("bytes */100000");
    assertThat(answer.body()).isEmpty();
  }

  @Test
  void answers404WithoutABodyForWhatItDoesNotHold() throws Exception {
    simulator.put("bare", Payload.of(CONTENT));

    for (URI uri :
        new URI[] {
          simulator.location("unknown", Part.CONTENT),
          simulator.location("bare", Part.METADATA),
          simulator.baseUri().resolve("/v1/objects/" + ID),
          simulator.baseUri().resolve("/v1/objects/" + ID + "/content/other"),
          simulator.baseUri().resolve("/")
        }) {
      HttpResponse<byte[]> answer = client.get(uri);

      assertThat(answer.statusCode()).as(uri.toString()).isEqualTo(404);
      assertThat(answer.body()).isEmpty();
    }
  }

  @Test
  void deletesContentAndMetadataOnce() throws Exception {
    HttpResponse<byte[]> first = client.delete(simulator.location(ID, Part.OBJECT));
    HttpResponse<byte[]> second = client.delete(simulator.location(ID, Part.OBJECT));

    assertThat(first.statusCode()).isEqualTo(200);
    assertThat(first.body()).isEmpty();
    assertThat(second.statusCode()).isEqualTo(404);
    assertThat(client.get(content()).statusCode()).isEqualTo(404);
    assertThat(client.get(simulator.location(ID, Part.METADATA)).statusCode()).isEqualTo(404);
    assertThat(simulator.holds(ID)).isFalse();
  }

  @Test
  void answers404ForAllPartsOfWhatHasExpired() throws Exception {
    simulator.expire(ID);

    assertThat(client.get(content()).statusCode()).isEqualTo(404);
    assertThat(client.delete(simulator.location(ID, Part.OBJECT)).statusCode()).isEqualTo(404);
  }

  @Test
  void showsADeleteWhileTheObjectIsStillThere() throws Exception {
    List<String> seen = new ArrayList<>();
    simulator.watch(request -> seen.add(request.method() + " " + simulator.holds(ID)));

    client.delete(simulator.location(ID, Part.OBJECT));

    assertThat(seen).containsExactly("DELETE true");
    assertThat(simulator.holds(ID)).isFalse();
  }

  @Test
  void writesEveryRequestDown() throws Exception {
    client.get(content(), "Range", "bytes=10-19");
    client.delete(simulator.location(ID, Part.OBJECT));

    assertThat(simulator.journal())
        .extracting(
            ServedRequest::method,
            ServedRequest::path,
            ServedRequest::status,
            ServedRequest::bytesSent,
            ServedRequest::range,
            ServedRequest::signatureValid,
            ServedRequest::port)
        .containsExactly(
            row("GET", "/v1/objects/" + ID + "/content/video", 206, 10L, "bytes=10-19"),
            row("DELETE", "/v1/objects/" + ID, 200, 0L, null));
  }

  @Test
  void servesMoreThanAnIntCanCountWithoutHoldingIt() throws Exception {
    Payload largest = Payload.wav(5, Duration.ofHours(4), 1);
    simulator.put("largest", largest);

    HttpResponse<byte[]> answer =
        client.get(simulator.location("largest", Part.CONTENT), "Range", "bytes=2303999997-");

    assertThat(largest.length()).isEqualTo(2_304_000_044L);
    assertThat(answer.headers().firstValue("Content-Range"))
        .hasValue("bytes 2303999997-2304000043/2304000044");
    assertThat(answer.body()).hasSize(47);
  }

  @Test
  void saysWhichPortItCanNotHave() {
    SimulatorOptions taken =
        SimulatorOptions.defaults().withPorts(simulator.baseUri().getPort(), 0);

    assertThatThrownBy(() -> AcsSimulator.start(taken))
        .hasMessage(
            "the simulator can't listen on 127.0.0.1, ports %d and 0: Address already in use",
            simulator.baseUri().getPort());
  }

  private URI content() {
    return simulator.location(ID, Part.CONTENT);
  }

  private Tuple row(String method, String path, int status, long bytes, @Nullable String range) {
    return tuple(method, path, status, bytes, range, true, simulator.baseUri().getPort());
  }
}
