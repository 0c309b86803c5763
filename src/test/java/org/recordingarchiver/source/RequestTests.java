package org.recordingarchiver.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.recordingarchiver.source.Scripts.answer;
import static org.recordingarchiver.source.Scripts.whole;

import java.util.LinkedHashMap;
import java.util.Map;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.recordingarchiver.source.RecordingSource.Wanted;

class RequestTests {

  @Test
  void sendsWhatTheServiceWantsAndNothingElse() {
    try (ScriptedStorage storage = new ScriptedStorage(whole(new byte[] {1}))) {
      storage.fetch(new RecordingSink());

      RecordedRequest request = storage.requests().getFirst();
      assertThat(request.getRequestLine()).isEqualTo("GET " + ScriptedStorage.PATH + " HTTP/1.1");
      Map<String, String> headers = new LinkedHashMap<>();
      request.getHeaders().forEach(header -> headers.put(header.getFirst(), header.getSecond()));
      assertThat(headers)
          .isEqualTo(
              Map.of(
                  "User-Agent",
                  "recording-archiver",
                  "Accept-Encoding",
                  "identity",
                  "Host",
                  storage.host(),
                  "Connection",
                  "Keep-Alive",
                  "x-ms-date",
                  "Mon, 05 Jan 2026 07:08:09 GMT",
                  "x-ms-content-sha256",
                  "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=",
                  "x-ms-host",
                  "contoso.communication.azure.com",
                  "Authorization",
                  // The signature of the vector with the same path, date and key.
                  "HMAC-SHA256 SignedHeaders=x-ms-date;host;x-ms-content-sha256"
                      + "&Signature=dNSo/8pROu9I5VeQRbygdNkKyJyZdZijdTJBmaC1L3s="));
    }
  }

  @Test
  void deletesWithoutABody() {
    try (ScriptedStorage storage = new ScriptedStorage(answer(200).build())) {
      storage.delete();

      RecordedRequest request = storage.requests().getFirst();
      assertThat(request.getMethod()).isEqualTo("DELETE");
      assertThat(request.getBodySize()).isZero();
      assertThat(request.getHeaders().get("Content-Length")).isNull();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "/a%2Fb,      /a%2Fb,      /a%2Fb",
    "/a%20b+c,    /a%20b+c,    /a%20b+c",
    "/ü,          ,            ",
    "/x?q=1&r=%2F,/x?q=1&r=%2F,/x",
    "/%e4%zz,     /%e4%zz,     /%e4%zz",
  })
  void signsThePathThatItSends(String written, String sent, String signed) {
    try (ScriptedStorage storage = new ScriptedStorage(whole(new byte[] {1}));
        AcsRecordingSource source = storage.source()) {
      source.fetch("contoso", storage.url(written), Wanted.CONTENT, new RecordingSink());

      if (sent == null) {
        assertThat(storage.requests()).isEmpty();
        return;
      }
      RecordedRequest request = storage.requests().getFirst();
      assertThat(request.getTarget()).isEqualTo(sent);
      assertThat(request.getHeaders().get("Authorization"))
          .isEqualTo(
              Signature.authorization(
                  new Credential(
                      "contoso.communication.azure.com", new AccessKey(ScriptedStorage.KEY)),
                  "GET",
                  signed,
                  "Mon, 05 Jan 2026 07:08:09 GMT"));
    }
  }

  @Test
  void usesAConnectionAgainForMetadata() {
    byte[] bytes = new byte[300_000];
    try (ScriptedStorage storage = new ScriptedStorage(whole(bytes), whole(bytes), whole(bytes));
        AcsRecordingSource source = storage.source()) {
      for (int i = 0; i < 3; i++) {
        source.fetch("contoso", storage.url(), Wanted.METADATA, new RecordingSink());
      }

      assertThat(storage.requests())
          .extracting(RecordedRequest::getConnectionIndex)
          .containsOnly(0);
    }
  }

  @Test
  void goesOnWhenAKeptConnectionWasClosedMeanwhile() {
    MockResponse last = answer(200).body("x").onResponseEnd(new SocketEffect.CloseSocket()).build();
    try (ScriptedStorage storage = new ScriptedStorage(last, last, last);
        AcsRecordingSource source = storage.source()) {
      for (int i = 0; i < 3; i++) {
        assertThat(source.fetch("contoso", storage.url(), Wanted.METADATA, new RecordingSink()))
            .isEqualTo(new FetchAnswer.Received(1, true));
      }
    }
  }
}
