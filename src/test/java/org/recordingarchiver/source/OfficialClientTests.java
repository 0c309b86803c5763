package org.recordingarchiver.source;

import static org.assertj.core.api.Assertions.assertThat;

import com.azure.communication.callautomation.CallAutomationClientBuilder;
import com.azure.communication.callautomation.CallRecording;
import com.azure.core.http.HttpClient;
import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpHeaders;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.HttpResponse;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** A second opinion on our signatures: the client that Microsoft ships. */
class OfficialClientTests {

  private static final String HOST = "contoso.communication.azure.com";
  private static final String OBJECT = "https://us-storage.asm.skype.com/v1/objects/0-wus-d2-6c5e";
  private static final Credential CREDENTIAL =
      new Credential(HOST, new AccessKey(ScriptedStorage.KEY));

  private final List<HttpRequest> sent = new ArrayList<>();

  @Test
  void signsTheDownloadOfContentAsWeDo() {
    recording().downloadTo(OBJECT + "/content/video", new ByteArrayOutputStream());

    assertSignedAsByUs("GET", "/v1/objects/0-wus-d2-6c5e/content/video");
  }

  @Test
  void signsTheDownloadOfMetadataAsWeDo() {
    recording().downloadTo(OBJECT + "/content/acsmetadata", new ByteArrayOutputStream());

    assertSignedAsByUs("GET", "/v1/objects/0-wus-d2-6c5e/content/acsmetadata");
  }

  @Test
  void signsDeletionAsWeDo() {
    recording().delete(OBJECT);

    assertSignedAsByUs("DELETE", "/v1/objects/0-wus-d2-6c5e");
  }

  private CallRecording recording() {
    HttpClient client =
        request -> {
          sent.add(request);
          return Mono.just(new Ok(request));
        };
    return new CallAutomationClientBuilder()
        .connectionString("endpoint=https://" + HOST + "/;accesskey=" + ScriptedStorage.KEY)
        .httpClient(client)
        .buildClient()
        .getCallRecording();
  }

  private void assertSignedAsByUs(String method, String path) {
    assertThat(sent).isNotEmpty();
    HttpHeaders headers = sent.getFirst().getHeaders();
    String date = headers.getValue(HttpHeaderName.fromString("x-ms-date"));
    String ours = Signature.authorization(CREDENTIAL, method, path, date);
    assertThat(headers.getValue(HttpHeaderName.AUTHORIZATION)).isEqualTo(ours);
    assertThat(headers.getValue(HttpHeaderName.fromString("x-ms-content-sha256")))
        .isEqualTo(Signature.EMPTY_BODY);
  }

  /** 200 with four bytes. */
  private static final class Ok extends HttpResponse {

    private static final byte[] BODY = "data".getBytes(StandardCharsets.UTF_8);

    Ok(HttpRequest request) {
      super(request);
    }

    @Override
    public int getStatusCode() {
      return 200;
    }

    @Override
    @Deprecated
    @SuppressWarnings("InlineMeSuggester")
    public @Nullable String getHeaderValue(String name) {
      return getHeaders().getValue(HttpHeaderName.fromString(name));
    }

    @Override
    public HttpHeaders getHeaders() {
      return new HttpHeaders()
          .set(HttpHeaderName.CONTENT_LENGTH, "4")
          .set(HttpHeaderName.CONTENT_RANGE, "bytes 0-3/4");
    }

    @Override
    public Flux<ByteBuffer> getBody() {
      return Flux.just(ByteBuffer.wrap(BODY));
    }

    @Override
    public Mono<byte[]> getBodyAsByteArray() {
      return Mono.just(BODY);
    }

    @Override
    public Mono<String> getBodyAsString() {
      return getBodyAsString(StandardCharsets.UTF_8);
    }

    @Override
    public Mono<String> getBodyAsString(Charset charset) {
      return Mono.just(new String(BODY, charset));
    }
  }
}
