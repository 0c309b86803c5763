package org.recordingarchiver.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.recordingarchiver.source.Scripts.answer;

import mockwebserver3.MockResponse;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContentCodingTests {

  @ParameterizedTest
  @CsvSource({
    "200, identity, Received",
    "200, IDENTITY, Received",
    "200, '',       Received",
    "200, gzip,     SourceError",
    "200, br,       SourceError",
    "200, 'identity, gzip', SourceError",
    "404, gzip,     NotFound",
    "429, gzip,     Throttled",
    "503, gzip,     SourceError",
    "405, gzip,     Rejected",
  })
  void refusesBytesThatAreNotAsTheyAre(int status, String coding, String type) {
    MockResponse encoded =
        answer(status).setHeader("Content-Encoding", coding).body("\0media").build();
    try (ScriptedStorage storage = new ScriptedStorage(encoded)) {
      assertThat(storage.fetch(new RecordingSink()).getClass().getSimpleName()).isEqualTo(type);
    }
  }
}
