package org.recordingarchiver.source;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.recordingarchiver.source.RecordingSource.Wanted;

class FramingTests {

  /** The connection closes after each of these answers. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1.1 200 OK~Content-Length: 5~~{5}                     | 5 named",
        "1.1 200 OK~Content-Length: 5~Content-Length: 5~~{5}   | 5 named",
        "1.1 200 OK~Content-Length: 5~~{5}{5}                  | 5 named",
        "1.0 200 OK~Content-Length: 5~~{5}                     | 5 named",
        "1.0 200 OK~~{5}                                       | 5 unnamed",
        "1.1 200 OK~~{5}                                       | 5 unnamed",
        "1.1 200 OK~Transfer-Encoding: chunked~~5~{5}~0~~      | 5 unnamed",
        "1.1 200 OK~Transfer-Encoding: Chunked~~5;x=y~{5}~0~T: t~~ | 5 unnamed",
        "1.1 200 OK~Transfer-Encoding: chunked~Content-Length: 3~~5~{5}~0~~ | 5 unnamed",
        "1.1 103 Early Hints~~HTTP/1.1 200 OK~Content-Length: 5~~{5} | 5 named",
        "1.1 100 Continue~~HTTP/1.1 100 Continue~~HTTP/1.1 200 OK~Content-Length: 5~~{5} | 5 named",
        "1.1 206 Part~Content-Range: bytes 0-4/5~Content-Length: 5~~{5} | 5 named",
        "1.1 206 Part~Content-Range: bytes 0-4/5~~{5}          | 5 named",
        "1.1 200 OK~Content-Length: 5~Content-Length: 6~~{5}   | Unreachable",
        "1.1 200 OK~Content-Length: 5, 5~~{5}                  | Unreachable",
        "1.1 200 OK~Content-Length: +5~~{5}                    | Unreachable",
        "1.1 200 OK~Content-Length: 0x5~~{5}                   | Unreachable",
        "1.1 200 OK~Transfer-Encoding: gzip, chunked~~5~{5}~0~~ | Unreachable",
        "1.1 200 OK~Transfer-Encoding: identity~~{5}           | Unreachable",
        "1.1 200 OK~Transfer-Encoding: chunked~Transfer-Encoding: chunked~~5~{5}~0~~ | Unreachable",
        "1.0 200 OK~Transfer-Encoding: chunked~~5~{5}~0~~      | Unreachable",
        "1.1 200 OK~Transfer-Encoding: xchunked~Content-Length: 5~~{5} | Unreachable",
        "1.1 20 OK~Content-Length: 5~~{5}                      | Unreachable",
        "1.1 1234 OK~Content-Length: 5~~{5}                    | Unreachable",
        "2.0 200 OK~Content-Length: 5~~{5}                     | Unreachable",
        "garbage                                               | Unreachable",
        "''                                                    | Unreachable",
        "1.1 200 OK~Content-Length: 6~~{5}                     | Truncated",
        "1.1 200 OK~Transfer-Encoding: chunked~~6~{5}          | Truncated",
        "1.1 200 OK~Transfer-Encoding: chunked~~5~{5}~         | Truncated",
        "1.1 200 OK~Transfer-Encoding: chunked~~5~{5}~zz~      | Truncated",
        "1.1 200 OK~Transfer-Encoding: chunked~~-5~{5}~0~~     | Truncated",
        "1.1 200 OK~Content-Length: 0~~{5}                     | Empty",
        "1.1 204 None~~                                        | Empty",
        "1.1 206 Part~Content-Range: bytes 0-4/5~Content-Length: 4~~{5} | Truncated",
        "1.1 206 Part~Content-Range: bytes 0-3/4~Content-Range: bytes 0-4/5~Content-Length: 5~~{5} | Truncated",
        "1.1 206 Part~Content-Length: 5~Content-Type: multipart/byteranges; boundary=x~Content-Range: bytes 0-4/5~~{5} | Truncated",
        "1.1 206 Part~Content-Range: bytes 0-4/*~Content-Length: 5~~{5} | Truncated",
        "1.1 206 Part~Content-Range: bytes 1-5/6~Content-Length: 5~~{5} | Truncated",
        "1.1 101 Switching~Upgrade: x~Connection: upgrade~~    | Rejected",
      })
  void takesAnAnswerOnlyIfItsEndIsClear(String script, String expected) {
    String text =
        script
            .replace("garbage", "\1\2\3")
            .replaceFirst("^(\\d)", "HTTP/$1")
            .replace("~", "\r\n")
            .replace("{5}", "\0abcd");
    RawServer.Conversation scripted =
        line -> {
          line.hear();
          line.say(text);
        };
    RecordingSink sink = new RecordingSink();
    try (RawServer server = new RawServer(scripted);
        AcsRecordingSource source = ScriptedStorage.source(TestSettings.of(server.host()).get())) {
      FetchAnswer answer = source.fetch("contoso", server.url(), Wanted.CONTENT, sink);

      assertThat(inWords(answer)).as("%s", answer).isEqualTo(expected);
      if (answer instanceof FetchAnswer.Received) {
        assertThat(sink.bytes()).isEqualTo(new byte[] {0, 'a', 'b', 'c', 'd'});
      }
    }
  }

  private static String inWords(FetchAnswer answer) {
    return answer instanceof FetchAnswer.Received(long length, boolean named)
        ? length + (named ? " named" : " unnamed")
        : answer.getClass().getSimpleName();
  }
}
