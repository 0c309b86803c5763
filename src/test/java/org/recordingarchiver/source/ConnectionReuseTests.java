package org.recordingarchiver.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.recordingarchiver.source.RecordingSource.Wanted;

class ConnectionReuseTests {

  private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: ";

  /** Metadata names its chunk; content doesn't, nor does the answer to a DELETE. */
  @Test
  void usesAConnectionAgainForMetadataOnly() {
    RawServer.Conversation honest =
        line -> {
          while (line.hear() != null) {
            line.say(OK + "5\r\n\r\n\1\2\3\4\5");
          }
        };
    try (RawServer server = new RawServer(honest);
        AcsRecordingSource source = source(server)) {
      for (int i = 0; i < 5; i++) {
        source.fetch("contoso", server.url(), Wanted.METADATA, new RecordingSink());
      }
      assertThat(server.connections()).isEqualTo(1);

      for (int i = 0; i < 5; i++) {
        assertThat(fetch(source, server)).isEqualTo(new byte[] {1, 2, 3, 4, 5});
        source.delete("contoso", server.url());
      }
      assertThat(server.connections()).isEqualTo(11);
    }
  }

  /** Garbage, the start of an answer, a whole answer, and one longer than a buffer. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "\n",
        "garbage\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-",
        "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nwrong",
        "{long}",
      })
  void sendsNothingOnAConnectionThatSaidTooMuch(String surplus) {
    String more = surplus.replace("{long}", OK + "20000\r\n\r\n" + "w".repeat(20_000));
    AtomicInteger asked = new AtomicInteger();
    RawServer.Conversation talkative =
        line -> {
          while (line.hear() != null) {
            asked.incrementAndGet();
            line.say(OK + "5\r\n\r\n\1\2\3\4\5" + more);
          }
        };
    try (RawServer server = new RawServer(talkative);
        AcsRecordingSource source = source(server)) {
      for (int i = 0; i < 3; i++) {
        RecordingSink sink = new RecordingSink();
        source.fetch("contoso", server.url(), Wanted.METADATA, sink);
        assertThat(sink.bytes()).isEqualTo(new byte[] {1, 2, 3, 4, 5});
      }

      assertThat(server.connections()).isEqualTo(3);
      assertThat(asked).hasValue(3);
    }
  }

  @Test
  void keepsSixteenLanesApart() throws Exception {
    RawServer.Conversation storage =
        line -> {
          for (String head = line.hear(); head != null; head = line.hear()) {
            int size = Integer.parseInt(head.replaceAll("(?s)GET /size/(\\d+) .*", "$1"));
            byte[] body = new byte[size];
            body[size - 1] = (byte) size;
            line.say(OK + size + "\r\n\r\n");
            line.say(body);
          }
        };
    List<Future<Integer>> wrong = new ArrayList<>();
    try (RawServer server = new RawServer(storage);
        AcsRecordingSource source = source(server);
        ExecutorService lanes = Executors.newFixedThreadPool(16)) {
      for (int lane = 0; lane < 16; lane++) {
        int first = 1 + lane * 100;
        wrong.add(lanes.submit(wrongAnswers(source, server, first)));
      }
    }

    for (Future<Integer> lane : wrong) {
      assertThat(lane.get()).isZero();
    }
  }

  private static Callable<Integer> wrongAnswers(
      AcsRecordingSource source, RawServer server, int first) {
    return () -> {
      int wrong = 0;
      for (int size = first; size < first + 50; size++) {
        RecordingSink sink = new RecordingSink();
        String url = "http://" + server.host() + "/size/" + size;
        FetchAnswer answer = source.fetch("contoso", url, Wanted.CONTENT, sink);
        boolean right =
            answer.equals(new FetchAnswer.Received(size, true))
                && sink.bytes()[size - 1] == (byte) size;
        wrong += right ? 0 : 1;
      }
      return wrong;
    };
  }

  private static AcsRecordingSource source(RawServer server) {
    return ScriptedStorage.source(TestSettings.of(server.host()).get());
  }

  private static byte[] fetch(AcsRecordingSource source, RawServer server) {
    RecordingSink sink = new RecordingSink();
    assertThat(source.fetch("contoso", server.url(), Wanted.CONTENT, sink))
        .isEqualTo(new FetchAnswer.Received(5, true));
    return sink.bytes();
  }
}
