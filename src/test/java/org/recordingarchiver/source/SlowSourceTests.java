package org.recordingarchiver.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.recordingarchiver.source.RecordingSource.Wanted;
import org.springframework.util.unit.DataSize;

/** Each of these sources keeps sending: without limits of their own the fetches would never end. */
class SlowSourceTests {

  private static final Duration MINUTES = Duration.ofMinutes(5);
  private static final Duration DAY = Duration.ofDays(1);
  private static final Duration SHORT = Duration.ofMillis(200);

  /** Enough for a head to come, on a slow machine too. */
  private static final Duration LONGER = Duration.ofSeconds(3);

  private static final String OK = "HTTP/1.1 200 OK\r\n";

  private final RecordingSink sink = new RecordingSink();

  /** An endless head, a head byte by byte, and interim answers without end. */
  @ParameterizedTest
  @ValueSource(strings = {"X-More: x\r\n", "x", "\r\nHTTP/1.1 103 Early Hints\r\n"})
  void doesNotWaitForAHeadThatNeverEnds(String more) {
    RawServer.Conversation trickling =
        line -> {
          line.hear();
          line.say(OK.replace("200", "103"));
          trickle(line, more);
        };
    try (RawServer server = new RawServer(trickling)) {
      TestSettings settings = TestSettings.of(server.host()).timeouts(MINUTES, SHORT, MINUTES);

      assertThat(fetch(server, settings))
          .isEqualTo(
              new Failure.Unreachable(
                  "GET %s got no answer: no complete head within PT0.2S (archiver.source.first-byte-timeout)"
                      .formatted(server.url())));
    }
  }

  @Test
  void quotesTheBeginningOfAnErrorThatNeverEnds() {
    RawServer.Conversation trickling =
        line -> {
          line.hear();
          line.say("HTTP/1.1 503 Unwell\r\nContent-Length: 100000\r\n\r\nbusy");
          trickle(line, "");
        };
    try (RawServer server = new RawServer(trickling)) {
      TestSettings settings = TestSettings.of(server.host()).timeouts(MINUTES, LONGER, MINUTES);

      assertThat(fetch(server, settings))
          .isEqualTo(
              new Failure.SourceError(
                  503, "GET %s answered 503: busy".formatted(server.url()), null));
    }
  }

  @Test
  void doesNotReadAnErrorWithoutEnd() {
    RawServer.Conversation flooding =
        line -> {
          line.hear();
          line.say("HTTP/1.1 500 Unwell\r\n\r\n");
          while (true) {
            line.say("x".repeat(100_000));
          }
        };
    try (RawServer server = new RawServer(flooding)) {
      Failure failure = (Failure) fetch(server, TestSettings.of(server.host()));

      assertThat(failure).isInstanceOf(Failure.SourceError.class);
      assertThat(failure.message()).hasSizeLessThan(2300);
    }
  }

  @Test
  void breaksOffABodyThatTrickles() {
    AtomicInteger asked = new AtomicInteger();
    RawServer.Conversation trickling =
        line -> {
          String range = RawServer.Line.range(String.valueOf(line.hear()));
          asked.incrementAndGet();
          AskedRange wanted = AskedRange.of(range, 100_000_000);
          line.say(
              wanted == null
                  ? OK + "Content-Length: 100000000\r\n\r\n"
                  : "HTTP/1.1 206 Part\r\nContent-Range: %s\r\n\r\n"
                      .formatted(Scripts.range((int) wanted.from(), 100_000_000, 100_000_000)));
          trickle(line, "\0");
        };
    try (RawServer server = new RawServer(trickling)) {
      TestSettings settings =
          TestSettings.of(server.host())
              .timeouts(MINUTES, MINUTES, MINUTES)
              .floor(DataSize.ofMegabytes(1), SHORT);

      FetchAnswer answer = fetch(server, settings);

      assertThat(answer).isInstanceOf(Failure.Unreachable.class);
      assertThat(((Failure) answer).message())
          .matches(
              "GET \\S+: [0-9,]+ of 100,000,000 bytes came, then slower than 1,048,576 bytes a second \\(archiver\\.source\\.floor-rate\\): [0-9,]+ bytes in [0-9.]+ s");
      assertThat(asked).hasValue(6);
    }
  }

  @Test
  void takesABodyThatTricklesWhenThatIsAllowed() {
    byte[] body = new byte[30];
    RawServer.Conversation slow =
        line -> {
          line.hear();
          line.say(OK + "Content-Length: 30\r\n\r\n");
          for (byte ignored : body) {
            line.say(new byte[1]);
            pause();
          }
        };
    try (RawServer server = new RawServer(slow)) {
      TestSettings settings =
          TestSettings.of(server.host()).floor(DataSize.ofBytes(0), Duration.ofMillis(1));

      assertThat(fetch(server, settings)).isEqualTo(new FetchAnswer.Received(30, true));
    }
  }

  @Test
  void breaksOffABodyThatFallsSilent() {
    RawServer.Conversation silent =
        line -> {
          String range = RawServer.Line.range(String.valueOf(line.hear()));
          if (range == null) {
            line.say(OK + "Content-Length: 30\r\n\r\n\0\0");
          }
          line.hear();
        };
    try (RawServer server = new RawServer(silent)) {
      TestSettings settings = TestSettings.of(server.host()).timeouts(MINUTES, LONGER, SHORT);

      assertThat(fetch(server, settings)).isInstanceOf(Failure.Unreachable.class);
      assertThat(sink.bytes()).isEqualTo(new byte[2]);
    }
  }

  /** Nothing at all, or a size of a chunk that never ends: that is no byte of a body either. */
  @ParameterizedTest
  @CsvSource({
    "'Content-Length: 30\r\n\r\nab', '\r\n', ''",
    "'Transfer-Encoding: chunked\r\n\r\n2\r\nab\r\n5;', 'Transfer-Encoding: chunked\r\n\r\n5;', x",
  })
  void saysWhichSettingASilentBodyHasOverstepped(String first, String rest, String more) {
    RawServer.Conversation silent =
        line -> {
          line.say(
              RawServer.Line.range(String.valueOf(line.hear())) == null
                  ? OK + first
                  : "HTTP/1.1 206 Part\r\nContent-Range: bytes 2-29/30\r\n" + rest);
          trickle(line, more);
        };
    try (RawServer server = new RawServer(silent)) {
      TestSettings settings = TestSettings.of(server.host()).timeouts(MINUTES, DAY, SHORT);

      assertThat(fetch(server, settings))
          .isEqualTo(
              new Failure.Unreachable(
                  "GET %s: 2 of 30 bytes came, then no byte within PT0.2S (archiver.source.read-timeout)"
                      .formatted(server.url())));
    }
  }

  @Test
  void takesABodyThatTakesLongerThanItMayBeSilent() {
    byte[] body = new byte[90];
    RawServer.Conversation slow =
        line -> {
          line.hear();
          line.say(OK + "Content-Length: 90\r\n\r\n");
          for (byte ignored : body) {
            line.say(new byte[1]);
            for (int i = 0; i < 10; i++) {
              pause();
            }
          }
        };
    try (RawServer server = new RawServer(slow)) {
      TestSettings settings = TestSettings.of(server.host()).timeouts(MINUTES, MINUTES, LONGER);

      assertThat(fetch(server, settings)).isEqualTo(new FetchAnswer.Received(90, true));
      assertThat(server.connections()).isEqualTo(1);
    }
  }

  @Test
  void doesNotBlameTheSourceForASlowSink() {
    byte[] body = new byte[500_000];
    RawServer.Conversation quick =
        line -> {
          line.hear();
          line.say(OK + "Content-Length: 500000\r\n\r\n");
          line.say(body);
        };
    ByteSink slow =
        new ByteSink() {
          @Override
          public void restart() {
            sink.restart();
          }

          @Override
          public void write(byte[] bytes, int offset, int length) {
            pause();
            pause();
            sink.write(bytes, offset, length);
          }
        };
    try (RawServer server = new RawServer(quick);
        AcsRecordingSource source =
            ScriptedStorage.source(
                TestSettings.of(server.host())
                    .floor(DataSize.ofKilobytes(1), Duration.ofMillis(10))
                    .get())) {
      assertThat(source.fetch("contoso", server.url(), Wanted.CONTENT, slow))
          .isEqualTo(new FetchAnswer.Received(500_000, true));
      assertThat(Arrays.equals(sink.bytes(), body)).isTrue();
    }
  }

  private FetchAnswer fetch(RawServer server, TestSettings settings) {
    try (AcsRecordingSource source = ScriptedStorage.source(settings.get())) {
      return source.fetch("contoso", server.url(), Wanted.CONTENT, sink);
    }
  }

  /** Goes on until the client hangs up. */
  private static void trickle(RawServer.Line line, String piece) throws IOException {
    while (true) {
      line.say(piece);
      pause();
    }
  }

  private static void pause() {
    try {
      Thread.sleep(5);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
