package org.recordingarchiver.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.recordingarchiver.source.SampleMedia.BYTES;
import static org.recordingarchiver.source.SampleMedia.SIZE;
import static org.recordingarchiver.source.SampleMedia.WHOLE;
import static org.recordingarchiver.source.Scripts.answer;
import static org.recordingarchiver.source.Scripts.cut;
import static org.recordingarchiver.source.Scripts.cutPart;
import static org.recordingarchiver.source.Scripts.part;

import java.util.Arrays;
import java.util.function.IntFunction;
import mockwebserver3.MockResponse;
import mockwebserver3.SocketEffect;
import okio.Buffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResumptionTests {

  private static final int MEBIBYTE = 1024 * 1024;

  private final ScriptedStorage storage = new ScriptedStorage();
  private final RecordingSink sink = new RecordingSink();

  @BeforeEach
  void holdTheObject() {
    storage.holds(BYTES);
  }

  @AfterEach
  void close() {
    storage.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 511, 512, 513, 8191, 8192, 131_071, 131_072, 131_073, 299_999})
  void goesOnFromTheExactByteReceived(int count) {
    storage.add(cut(BYTES, count), part(BYTES, count));

    assertThat(storage.fetch(sink)).isEqualTo(WHOLE);

    assertThat(sink.bytes()).isEqualTo(BYTES);
    assertThat(sink.restarts()).isZero();
    assertThat(storage.ranges()).isEqualTo(Arrays.asList(null, "bytes=" + count + "-"));
  }

  @Test
  void goesOnAgainAndAgainWhileThereIsProgress() {
    storage.add(cut(BYTES, 100), cutPart(BYTES, 100, 50), cutPart(BYTES, 150, 1), part(BYTES, 151));

    assertThat(storage.fetch(sink)).isEqualTo(WHOLE);

    assertThat(sink.bytes()).isEqualTo(BYTES);
    assertThat(storage.ranges())
        .isEqualTo(Arrays.asList(null, "bytes=100-", "bytes=150-", "bytes=151-"));
  }

  @Test
  void goesOnForAsLongAsMuchComesBetweenTheBreaks() {
    byte[] large = new byte[9 * MEBIBYTE];
    storage.holds(large);
    answerRangesWith(
        cutPart(large, 0, MEBIBYTE),
        from -> cutPart(large, from, Math.min(MEBIBYTE, large.length - from)));

    assertThat(storage.fetch(sink)).isEqualTo(new FetchAnswer.Received(large.length, true));

    assertThat(sink.bytes()).isEqualTo(large);
    assertThat(storage.ranges()).hasSize(9);
  }

  @Test
  void givesUpWithoutProgress() {
    storage.add(cut(BYTES, 100), cutPart(BYTES, 100, 0));

    assertThat(storage.fetch(sink))
        .isEqualTo(
            new Failure.Truncated(
                "GET %s: 100 of 300,000 bytes came, then ProtocolException: unexpected end of stream"
                    .formatted(storage.url())));
    assertThat(storage.requests()).hasSize(2);
  }

  @Test
  void givesUpAfterFiveResumptionsWithLittleProgress() {
    storage.add(cut(BYTES, 1));
    for (int from = 1; from <= 5; from++) {
      storage.add(cutPart(BYTES, from, 1));
    }

    assertThat(storage.fetch(sink)).isInstanceOf(Failure.Truncated.class);
    assertThat(storage.requests()).hasSize(6);
  }

  @Test
  void saysUnreachableWhenTheNetworkBreaks() {
    storage.add(
        answer(200)
            .body(new Buffer().write(BYTES))
            .onResponseBody(SocketEffect.Stall.INSTANCE)
            .build(),
        answer(206).onResponseStart(SocketEffect.Stall.INSTANCE).build());

    assertThat(storage.fetchInHaste(sink)).isInstanceOf(Failure.Unreachable.class);
  }

  @Test
  void passesOnTheFailureMetWhileResuming() {
    storage.add(cut(BYTES, 1000), answer(404).build());

    assertThat(storage.fetch(sink))
        .isEqualTo(
            new Failure.NotFound(
                404, "GET %s answered 404 with an empty body".formatted(storage.url())));
  }

  @Test
  void asksForTheRestWhenAPartEndsEarlierThanAskedFor() {
    storage.add(cut(BYTES, 1000), part(BYTES, 1000, 150_000), part(BYTES, 150_000));

    assertThat(storage.fetch(sink)).isEqualTo(WHOLE);
    assertThat(sink.bytes()).isEqualTo(BYTES);
    assertThat(storage.ranges()).isEqualTo(Arrays.asList(null, "bytes=1000-", "bytes=150000-"));
  }

  @Test
  void takesAPartThatNobodyAskedForIfItBeginsAtTheStart() {
    storage.add(part(BYTES, 0, 4096), part(BYTES, 4096));

    assertThat(storage.fetch(sink)).isEqualTo(WHOLE);
    assertThat(sink.bytes()).isEqualTo(BYTES);
  }

  @Test
  void isCompleteWhenTheSourceHasNothingBeyondWhatCame() {
    answerRangesWith(broken(), ResumptionTests::unsatisfiable);

    FetchAnswer answer = storage.fetch(sink);

    int length = sink.bytes().length;
    assertThat(length).isBetween(1, SIZE - 1);
    assertThat(answer).isEqualTo(new FetchAnswer.Received(length, true));
  }

  @Test
  void learnsTheTotalFromAPart() {
    answerRangesWith(broken(), from -> part(BYTES, from));

    assertThat(storage.fetch(sink)).isEqualTo(WHOLE);
    assertThat(sink.bytes()).isEqualTo(BYTES);
  }

  @Test
  void takesAPartThatLeavesTheTotalOpenIfAnEarlierAnswerNamedIt() {
    storage.add(cut(BYTES, 1000), open(1000, SIZE));

    assertThat(storage.fetch(sink)).isEqualTo(WHOLE);
    assertThat(sink.bytes()).isEqualTo(BYTES);
    assertThat(storage.ranges()).isEqualTo(Arrays.asList(null, "bytes=1000-"));
  }

  @Test
  void asksForTheRestUntilItIsToldWhereTheObjectEnds() {
    answerRangesWith(
        open(0, 100_000),
        from -> from < SIZE ? open(from, Math.min(SIZE, from + 100_000)) : unsatisfiable(from));

    assertThat(storage.fetch(sink)).isEqualTo(WHOLE);
    assertThat(sink.bytes()).isEqualTo(BYTES);
    assertThat(storage.ranges())
        .isEqualTo(Arrays.asList(null, "bytes=100000-", "bytes=200000-", "bytes=300000-"));
  }

  @Test
  void believesNoEndThatNobodyNames() {
    answerRangesWith(open(0, 100_000), from -> answer(416).build());

    assertThat(storage.fetch(sink)).isInstanceOf(Failure.Truncated.class);
  }

  /** A part from one byte to before another of an object whose length it does not tell. */
  private static MockResponse open(int from, int end) {
    return answer(206)
        .setHeader("Content-Range", "bytes %d-%d/*".formatted(from, end - 1))
        .body(new Buffer().write(BYTES, from, end - from))
        .build();
  }

  private static MockResponse unsatisfiable(int total) {
    return answer(416).setHeader("Content-Range", "bytes */" + total).build();
  }

  private void answerRangesWith(MockResponse first, IntFunction<MockResponse> answers) {
    storage.answerWith(request -> {
      String range = request.getHeaders().get("Range");
      return range == null ? first : answers.apply(Integer.parseInt(range.replaceAll("\\D", "")));
    });
  }

  /** A body without a total that breaks off. */
  private static MockResponse broken() {
    return answer(200)
        .chunkedBody(new Buffer().write(BYTES), 1000)
        .onResponseBody(new SocketEffect.CloseSocket())
        .build();
  }
}
