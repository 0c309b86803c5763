package org.recordingarchiver.source;

import mockwebserver3.MockResponse;
import mockwebserver3.SocketEffect;
import okio.Buffer;

/** Answers for a {@link ScriptedStorage}. */
final class Scripts {

  private Scripts() {}

  static MockResponse.Builder answer(int status) {
    return new MockResponse.Builder().code(status);
  }

  static MockResponse whole(byte[] bytes) {
    return answer(200).body(new Buffer().write(bytes)).build();
  }

  /** Announces all of {@code bytes}, sends the first {@code count}, and closes the connection. */
  static MockResponse cut(byte[] bytes, int count) {
    return cut(answer(200), bytes, 0, count);
  }

  static MockResponse cutPart(byte[] bytes, int from, int count) {
    return cut(
        answer(206).setHeader("Content-Range", range(from, bytes.length, bytes.length)),
        bytes,
        from,
        count);
  }

  private static MockResponse cut(MockResponse.Builder answer, byte[] bytes, int from, int count) {
    return answer
        .body(new Buffer().write(bytes, from, count))
        .setHeader("Content-Length", bytes.length - from)
        .onResponseEnd(new SocketEffect.CloseSocket())
        .build();
  }

  /** A 206 with the bytes from {@code from} to the end. */
  static MockResponse part(byte[] bytes, int from) {
    return part(bytes, from, bytes.length);
  }

  static MockResponse part(byte[] bytes, int from, int end) {
    return part(bytes, from, end, range(from, end, bytes.length));
  }

  static MockResponse part(byte[] bytes, int from, int end, String contentRange) {
    return answer(206)
        .setHeader("Content-Range", contentRange)
        .body(new Buffer().write(bytes, from, end - from))
        .build();
  }

  static String range(int from, int end, int total) {
    return "bytes %d-%d/%d".formatted(from, end - 1, total);
  }
}
