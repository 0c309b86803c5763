package org.recordingarchiver.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.recordingarchiver.source.ScriptedStorage.answer;
import static org.recordingarchiver.source.ScriptedStorage.cut;
import static org.recordingarchiver.source.ScriptedStorage.cutPart;
import static org.recordingarchiver.source.ScriptedStorage.part;
import static org.recordingarchiver.source.ScriptedStorage.whole;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.IntFunction;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import okio.Buffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.recordingarchiver.source.RecordingSource.Wanted;

class AssemblyTests {

  private static final int SIZE = 300_000;
  private static final byte[] BYTES = bytes(20260105);
  private static final byte[] OTHERS = bytes(20260106);
  private static final FetchAnswer WHOLE = new FetchAnswer.Received(SIZE, true);

  private final ScriptedStorage storage = new ScriptedStorage();
  private final RecordingSink sink = new RecordingSink();

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

    assertThat(storage.fetch(sink)).isInstanceOf(Failure.Unreachable.class);
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
        "bytes 1000-299999/*",
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
  void isCompleteWhenTheSourceHasNothingBeyondWhatCame() {
    answerRangesWith(from -> answer(416).setHeader("Content-Range", "bytes */" + from).build());

    FetchAnswer answer = storage.fetch(sink);

    int length = sink.bytes().length;
    assertThat(length).isBetween(1, SIZE - 1);
    assertThat(answer).isEqualTo(new FetchAnswer.Received(length, true));
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

  @Test
  void learnsTheTotalFromAPart() {
    answerRangesWith(from -> part(BYTES, from));

    assertThat(storage.fetch(sink)).isEqualTo(WHOLE);
    assertThat(sink.bytes()).isEqualTo(BYTES);
  }

  @Test
  void findsAPageThatComesInPieces() {
    byte[] page = "   <html>error</html>".getBytes(StandardCharsets.UTF_8);
    storage.add(cut(page, 2), part(page, 2));

    assertThat(storage.fetch(sink)).isInstanceOf(Failure.NotMedia.class);
  }

  @Test
  void findsAPageInPlaceOfTheWholeBodyAfterABreak() {
    storage.add(cut(BYTES, 1000), whole("<html>sign in</html>".getBytes(StandardCharsets.UTF_8)));

    assertThat(storage.fetch(sink)).isInstanceOf(Failure.NotMedia.class);
  }

  @Test
  void letsExceptionsOfTheSinkPassAndClosesTheConnection() {
    IllegalStateException full = new IllegalStateException("disk full");
    try (AcsRecordingSource source = storage.source()) {
      storage.add(whole(BYTES), whole(BYTES));

      assertThatThrownBy(() ->
              source.fetch("contoso", storage.url(), Wanted.CONTENT, new FailingSink(full, 1)))
          .isSameAs(full);
      assertThat(source.fetch("contoso", storage.url(), Wanted.CONTENT, sink)).isEqualTo(WHOLE);
    }

    List<Integer> connections = new ArrayList<>();
    storage.requests().forEach(request -> connections.add(request.getConnectionIndex()));
    assertThat(connections).isEqualTo(List.of(0, 1));
  }

  @Test
  void doesNotTakeAnIoExceptionOfTheSinkForOneOfTheNetwork() {
    IOException full = new IOException("unexpected end of stream");
    storage.add(whole(BYTES), whole(BYTES));

    assertThatThrownBy(() -> storage.fetch(new FailingSink(full, 2))).isSameAs(full);
    assertThat(storage.requests()).hasSize(1);
  }

  @Test
  void letsErrorsOfTheSinkPassEvenAfterABreak() {
    Error error = new AssertionError("sink");
    storage.add(cut(BYTES, 1000), part(BYTES, 1000));

    assertThatThrownBy(() -> storage.fetch(new FailingSink(error, 2))).isSameAs(error);
  }

  /** A body without a total that breaks off, and then an answer to whatever range is asked for. */
  private void answerRangesWith(IntFunction<MockResponse> answers) {
    storage.server.setDispatcher(
        new Dispatcher() {
          @Override
          public MockResponse dispatch(RecordedRequest request) {
            String range = request.getHeaders().get("Range");
            return range == null
                ? broken()
                : answers.apply(Integer.parseInt(range.replaceAll("\\D", "")));
          }
        });
  }

  private static MockResponse broken() {
    return answer(200)
        .chunkedBody(new Buffer().write(BYTES), 1000)
        .onResponseBody(new SocketEffect.CloseSocket())
        .build();
  }

  /** Fails at one of its writes, also with exceptions that its signature does not know. */
  private static final class FailingSink implements ByteSink {

    private final Throwable failure;
    private int left;

    FailingSink(Throwable failure, int atWrite) {
      this.failure = failure;
      this.left = atWrite;
    }

    @Override
    public void restart() {}

    @Override
    public void write(byte[] bytes, int offset, int length) {
      if (--left == 0) {
        sneak(failure);
      }
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    private static <T extends Throwable> void sneak(Throwable failure) throws T {
      throw (T) failure;
    }
  }

  /** Random bytes that begin as no text does. */
  private static byte[] bytes(long seed) {
    byte[] bytes = new byte[SIZE];
    new Random(seed).nextBytes(bytes);
    bytes[0] = 0;
    return bytes;
  }
}
