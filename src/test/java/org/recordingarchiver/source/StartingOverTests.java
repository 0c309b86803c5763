package org.recordingarchiver.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.recordingarchiver.source.SampleMedia.BYTES;
import static org.recordingarchiver.source.SampleMedia.OTHERS;
import static org.recordingarchiver.source.SampleMedia.SIZE;
import static org.recordingarchiver.source.SampleMedia.WHOLE;
import static org.recordingarchiver.source.Scripts.answer;
import static org.recordingarchiver.source.Scripts.cut;
import static org.recordingarchiver.source.Scripts.part;
import static org.recordingarchiver.source.Scripts.whole;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import mockwebserver3.MockResponse;
import okio.Buffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StartingOverTests {

  private final ScriptedStorage storage = new ScriptedStorage();
  private final RecordingSink sink = new RecordingSink();

  @AfterEach
  void close() {
    storage.close();
  }

  @Test
  void takesTheWholeBodyWhenTheSourceIgnoresTheRange() {
    storage.add(cut(OTHERS, 1000), whole(BYTES));

    assertThat(storage.fetch(sink)).isEqualTo(WHOLE);

    assertThat(sink.bytes()).isEqualTo(BYTES);
    assertThat(sink.restarts()).isEqualTo(1);
    assertThat(storage.requests()).hasSize(2);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "missing",
      value = {
        "bytes 999-299998/300000",
        "bytes 1001-300000/300001",
        "bytes 0-298999/300000",
        "bytes 1000-299999/300001",
        "bytes 1000-299998/300000",
        "bytes 1000-400000/300000",
        "bytes 2000-1000/300000",
        "bytes */300000",
        "items 1000-299999/300000",
        "1000-299999/300000",
        "missing",
      })
  void startsOverWhenAPartIsNotExactlyWhatIsMissing(String contentRange) {
    MockResponse.Builder wrong = answer(206).body(new Buffer().write(OTHERS, 1000, SIZE - 1000));
    if (contentRange != null) {
      wrong.setHeader("Content-Range", contentRange);
    }
    storage.add(cut(BYTES, 1000), wrong.build(), whole(BYTES));

    assertThat(storage.fetch(sink)).isEqualTo(WHOLE);

    assertThat(sink.bytes()).isEqualTo(BYTES);
    assertThat(sink.restarts()).isEqualTo(1);
    assertThat(storage.ranges()).isEqualTo(Arrays.asList(null, "bytes=1000-", null));
  }

  @Test
  void startsOverWhenTheTotalChangesBetweenRanges() {
    storage.add(
        cut(OTHERS, 1000), part(OTHERS, 1000, SIZE, "bytes 1000-299999/300777"), whole(BYTES));

    assertThat(storage.fetch(sink)).isEqualTo(WHOLE);
    assertThat(sink.bytes()).isEqualTo(BYTES);
  }

  @ParameterizedTest
  @ValueSource(strings = {"bytes */300000", "bytes */999", "nonsense"})
  void startsOverWhenTheRangeCantBeHad(String contentRange) {
    storage.add(
        cut(BYTES, 1000),
        answer(416).setHeader("Content-Range", contentRange).build(),
        whole(BYTES));

    assertThat(storage.fetch(sink)).isEqualTo(WHOLE);
    assertThat(sink.bytes()).isEqualTo(BYTES);
    assertThat(sink.restarts()).isEqualTo(1);
  }

  @Test
  void startsOverThreeTimesAndNoMore() {
    for (int i = 0; i < 4; i++) {
      storage.add(cut(BYTES, 1000), part(BYTES, 999));
    }

    assertThat(storage.fetch(sink))
        .isEqualTo(
            new Failure.Truncated(
                "GET %s answered 206 with Content-Range bytes 999-299999/300000, expected one from byte 1000 of 300000; started over 3 times"
                    .formatted(storage.url())));
    assertThat(storage.requests()).hasSize(8);
    assertThat(sink.restarts()).isEqualTo(3);
  }

  @Test
  void findsAPageInPlaceOfTheWholeBodyAfterABreak() {
    storage.add(cut(BYTES, 1000), whole("<html>sign in</html>".getBytes(StandardCharsets.UTF_8)));

    assertThat(storage.fetch(sink)).isInstanceOf(Failure.NotMedia.class);
  }
}
