package org.recordingarchiver.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.recordingarchiver.source.Scripts.answer;

import mockwebserver3.MockResponse;
import mockwebserver3.SocketEffect;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NetworkTroubleTests {

  private final RecordingSink sink = new RecordingSink();

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
      assertThat(storage.fetchInHaste(sink))
          .isEqualTo(
              new Failure.Unreachable(
                  "GET %s got no answer: no complete head within PT0.5S (archiver.source.first-byte-timeout)"
                      .formatted(storage.url())));
    }
  }
}
