package org.recordingarchiver.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.recordingarchiver.source.SampleMedia.BYTES;
import static org.recordingarchiver.source.SampleMedia.OTHERS;
import static org.recordingarchiver.source.SampleMedia.SIZE;
import static org.recordingarchiver.source.SampleMedia.WHOLE;
import static org.recordingarchiver.source.Scripts.answer;
import static org.recordingarchiver.source.Scripts.cut;
import static org.recordingarchiver.source.Scripts.cutPart;
import static org.recordingarchiver.source.Scripts.part;
import static org.recordingarchiver.source.Scripts.whole;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import mockwebserver3.MockResponse;
import mockwebserver3.SocketEffect;
import okio.Buffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SeamCheckTests {

  private final ScriptedStorage storage = new ScriptedStorage();
  private final RecordingSink sink = new RecordingSink();

  @AfterEach
  void close() {
    storage.close();
  }

  @ParameterizedTest
  @CsvSource({
    "1,      bytes=0-1024",
    "1023,   bytes=0-2046",
    "1024,   bytes=0-2047",
    "1025,   bytes=1-2048",
    "150000, bytes=148976-151023",
    "298976, bytes=297952-299999",
    "298977, bytes=297953-299999",
    "299999, bytes=298975-299999",
  })
  void asksOnceMoreForTheBytesAroundASeam(int seam, String range) {
    storage.holds(BYTES);
    storage.add(cut(BYTES, seam), part(BYTES, seam));

    assertThat(storage.fetch(sink)).isEqualTo(WHOLE);

    assertThat(sink.bytes()).isEqualTo(BYTES);
    assertThat(storage.secondQuestions()).isEqualTo(List.of(range));
  }

  @Test
  void asksNothingWithoutASeam() {
    storage.add(whole(BYTES));

    assertThat(storage.fetch(sink)).isEqualTo(WHOLE);

    assertThat(storage.requests()).hasSize(1);
  }

  @Test
  void asksOnceForSeamsThatLieCloseTogether() {
    storage.holds(BYTES);
    storage.add(
        cut(BYTES, 5000),
        cutPart(BYTES, 5000, 100),
        cutPart(BYTES, 5100, 9000),
        part(BYTES, 14_100));

    assertThat(storage.fetch(sink)).isEqualTo(WHOLE);

    assertThat(storage.secondQuestions())
        .isEqualTo(List.of("bytes=3976-6123", "bytes=13076-15123"));
  }

  @ParameterizedTest
  @ValueSource(ints = {-2, -1, 1, 2, 1000})
  void startsOverWhenAPartWithTheRightHeadersHoldsOtherBytes(int shift) {
    storage.holds(BYTES);
    storage.add(cut(BYTES, 1000), shifted(1000, SIZE, shift), whole(BYTES));

    assertThat(storage.fetch(sink)).isEqualTo(WHOLE);

    assertThat(sink.bytes()).isEqualTo(BYTES);
    assertThat(sink.restarts()).isEqualTo(1);
    assertThat(storage.ranges()).isEqualTo(Arrays.asList(null, "bytes=1000-", null));
  }

  /** As in a WAV file in which nobody speaks for a while. */
  @ParameterizedTest
  @ValueSource(ints = {-1, 1, 2, 1000})
  void startsOverWhenAPartIsShiftedAndTheSeamLiesInSilence(int shift) {
    byte[] silent = BYTES.clone();
    Arrays.fill(silent, 50_000, 250_000, (byte) 0);
    storage.holds(silent);
    byte[] moved = Arrays.copyOfRange(silent, 150_000 + shift, SIZE + shift);
    storage.add(
        cut(silent, 150_000),
        answer(206)
            .setHeader("Content-Range", Scripts.range(150_000, SIZE, SIZE))
            .body(new Buffer().write(moved))
            .build(),
        whole(silent));

    assertThat(storage.fetch(sink)).isEqualTo(WHOLE);

    assertThat(sink.bytes()).isEqualTo(silent);
    assertThat(sink.restarts()).isEqualTo(1);
  }

  @Test
  void seesThroughASourceThatAnswersEveryRangeFromOnePlaceTooFar() {
    storage.answerWith(request -> {
      AskedRange range = AskedRange.of(request.getHeaders().get("Range"), SIZE);
      return range == null
          ? cut(BYTES, 150_000)
          : shifted((int) range.from(), (int) range.end(), 1);
    });

    assertThat(storage.fetch(sink))
        .isEqualTo(
            new Failure.Truncated(
                "GET %s answered 206 to a second question for bytes 148976-151023 with other bytes than before; started over 3 times"
                    .formatted(storage.url())));
  }

  static Stream<MockResponse> answersThatProveNothing() {
    return Stream.of(
        part(BYTES, 148_976, 151_024, "bytes 148975-151022/300000"),
        part(BYTES, 148_976, 151_024, "bytes 148976-151023/300001"),
        part(BYTES, 148_976, 151_025, "bytes 148976-151024/300000"),
        answer(206).body("no range").build(),
        answer(416).build(),
        whole(BYTES));
  }

  @ParameterizedTest
  @MethodSource("answersThatProveNothing")
  void startsOverWhenTheSecondAnswerProvesNothing(MockResponse second) {
    storage.add(cut(BYTES, 150_000), part(BYTES, 150_000), second, whole(BYTES));

    assertThat(storage.fetch(sink)).isEqualTo(WHOLE);

    assertThat(sink.bytes()).isEqualTo(BYTES);
    assertThat(sink.restarts()).isEqualTo(1);
  }

  /** Which bytes they are is said all the same (RFC 9110, section 14.4). */
  @Test
  void takesBytesThatComeWithoutATotalForProof() {
    storage.add(
        cut(BYTES, 150_000),
        part(BYTES, 150_000),
        part(BYTES, 148_976, 151_024, "bytes 148976-151023/*"));

    assertThat(storage.fetch(sink)).isEqualTo(WHOLE);

    assertThat(sink.restarts()).isZero();
  }

  @Test
  void readsAWholeBodyAsFarAsASeamNearItsStart() {
    storage.add(cut(BYTES, 5000), part(BYTES, 5000), whole(BYTES));

    assertThat(storage.fetch(sink)).isEqualTo(WHOLE);

    assertThat(sink.restarts()).isZero();
  }

  @Test
  void findsOtherBytesInAWholeBodyToo() {
    storage.add(cut(BYTES, 5000), part(BYTES, 5000), whole(OTHERS), whole(BYTES));

    assertThat(storage.fetch(sink)).isEqualTo(WHOLE);

    assertThat(sink.bytes()).isEqualTo(BYTES);
    assertThat(sink.restarts()).isEqualTo(1);
  }

  @Test
  void asksAgainWhenTheSecondAnswerBreaksOff() {
    storage.add(cut(BYTES, 5000), part(BYTES, 5000));
    storage.add(cutAround(5000, 100), cutAround(5000, 0), part(BYTES, 3976, 6024));

    assertThat(storage.fetch(sink)).isEqualTo(WHOLE);

    assertThat(sink.restarts()).isZero();
    assertThat(storage.secondQuestions()).hasSize(3).containsOnly("bytes=3976-6023");
  }

  @Test
  void givesUpWhenSecondAnswersBreakOffAgainAndAgain() {
    storage.add(cut(BYTES, 5000), part(BYTES, 5000));
    for (int i = 0; i < 6; i++) {
      storage.add(cutAround(5000, 100));
    }

    assertThat(storage.fetch(sink))
        .isEqualTo(
            new Failure.Truncated(
                "GET %s answered 206, and the bytes around a seam broke off: ProtocolException: unexpected end of stream"
                    .formatted(storage.url())));
    assertThat(storage.requests()).hasSize(6);
  }

  @Test
  void saysUnreachableWhenNoSecondAnswerComes() {
    storage.add(cut(BYTES, 5000), part(BYTES, 5000));
    for (int i = 0; i < 6; i++) {
      storage.add(answer(206).onResponseStart(new SocketEffect.CloseSocket()).build());
    }

    assertThat(storage.fetch(sink)).isInstanceOf(Failure.Unreachable.class);
  }

  @Test
  void passesOnTheFailureMetWhileAskingAgain() {
    storage.add(cut(BYTES, 5000), part(BYTES, 5000), answer(503).build());

    assertThat(storage.fetch(sink))
        .isEqualTo(
            new Failure.SourceError(
                503, "GET %s answered 503 with an empty body".formatted(storage.url()), null));
  }

  @ParameterizedTest
  @ValueSource(ints = {404, 410})
  void handsOverWhatCameAsUnconfirmedWhenTheObjectVanishedMeanwhile(int status) {
    storage.add(cut(BYTES, 5000), part(BYTES, 5000), answer(status).build());

    assertThat(storage.fetch(sink)).isEqualTo(new FetchAnswer.Received(SIZE, false));

    assertThat(sink.bytes()).isEqualTo(BYTES);
  }

  /** Says that it begins at {@code from}, and does not. */
  private static MockResponse shifted(int from, int end, int by) {
    byte[] bytes = Arrays.copyOfRange(BYTES, from + by, end + by);
    return answer(206)
        .setHeader("Content-Range", Scripts.range(from, end, SIZE))
        .body(new Buffer().write(bytes))
        .build();
  }

  private static MockResponse cutAround(int seam, int count) {
    return answer(206)
        .setHeader("Content-Range", Scripts.range(seam - 1024, seam + 1024, SIZE))
        .body(new Buffer().write(BYTES, seam - 1024, count))
        .setHeader("Content-Length", 2048)
        .onResponseEnd(new SocketEffect.CloseSocket())
        .build();
  }
}
