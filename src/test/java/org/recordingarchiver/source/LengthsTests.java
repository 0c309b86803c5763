package org.recordingarchiver.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.recordingarchiver.source.SampleMedia.BYTES;
import static org.recordingarchiver.source.SampleMedia.SIZE;
import static org.recordingarchiver.source.SampleMedia.WHOLE;
import static org.recordingarchiver.source.Scripts.answer;

import mockwebserver3.SocketEffect;
import okio.Buffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LengthsTests {

  private final ScriptedStorage storage = new ScriptedStorage();
  private final RecordingSink sink = new RecordingSink();

  @AfterEach
  void close() {
    storage.close();
  }

  @Test
  void takesA200ThatCarriesAContentRange() {
    storage.add(
        answer(200)
            .setHeader("Content-Range", "bytes 0-299999/300000")
            .body(new Buffer().write(BYTES))
            .build());

    assertThat(storage.fetch(sink)).isEqualTo(WHOLE);
  }

  @Test
  void countsATotalThatOnlyTheContentRangeNames() {
    storage.add(
        answer(200)
            .setHeader("Content-Range", "bytes 0-299999/300000")
            .chunkedBody(new Buffer().write(BYTES), 7777)
            .build());

    assertThat(storage.fetch(sink)).isEqualTo(WHOLE);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"bytes 0-299998/299999", "bytes 0-299999/400000", "bytes 1-300000/300001"})
  void doesNotTrustA200WhoseLengthsDisagree(String contentRange) {
    storage.add(
        answer(200)
            .setHeader("Content-Range", contentRange)
            .body(new Buffer().write(BYTES))
            .build());

    assertThat(storage.fetch(sink))
        .isEqualTo(
            new Failure.Truncated(
                "GET %s answered 200 with Content-Length 300000 but Content-Range %s: they contradict each other"
                    .formatted(storage.url(), contentRange)));
    assertThat(sink.bytes()).isEmpty();
  }

  @Test
  void doesNotTakeMoreThanWasAnnounced() {
    storage.add(
        answer(200)
            .setHeader("Content-Range", "bytes 0-999/1000")
            .chunkedBody(new Buffer().write(BYTES, 0, 1001), 500)
            .build());

    assertThat(storage.fetch(sink))
        .isEqualTo(
            new Failure.Truncated(
                "GET %s answered 200 with more than the 1000 bytes it announced"
                    .formatted(storage.url())));
    assertThat(sink.bytes().length).isLessThanOrEqualTo(1000);
  }

  @Test
  void saysWhenNothingNamedTheTotal() {
    storage.add(
        answer(200).chunkedBody(new Buffer().write(BYTES), 7777).build(),
        answer(200)
            .body(new Buffer().write(BYTES))
            .removeHeader("Content-Length")
            .onResponseEnd(new SocketEffect.CloseSocket())
            .build());

    assertThat(storage.fetch(sink)).isEqualTo(new FetchAnswer.Received(SIZE, false));
    RecordingSink second = new RecordingSink();
    assertThat(storage.fetch(second)).isEqualTo(new FetchAnswer.Received(SIZE, false));
    assertThat(second.bytes()).isEqualTo(BYTES);
  }
}
