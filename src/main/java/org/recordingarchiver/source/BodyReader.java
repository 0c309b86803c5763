package org.recordingarchiver.source;

import java.io.IOException;
import okio.BufferedSource;
import org.jspecify.annotations.Nullable;

/**
 * Reads a body in large pieces. A break is remembered rather than thrown, so that every byte that
 * came before it counts, and so that it can't be mistaken for an exception of whoever takes the
 * bytes.
 */
final class BodyReader {

  private final BufferedSource source;
  private @Nullable IOException broken;

  BodyReader(BufferedSource source) {
    this.source = source;
  }

  /** Fills the buffer as far as the body goes; 0 at its end, or where it broke off. */
  int read(byte[] buffer) {
    int length = 0;
    try {
      while (broken == null && length < buffer.length) {
        int read = source.read(buffer, length, buffer.length - length);
        if (read < 0) {
          break;
        }
        length += read;
      }
    } catch (IOException e) {
      broken = e;
    }
    return length;
  }

  /** Why the body broke off; null if it ended as bodies do. */
  @Nullable IOException broken() {
    return broken;
  }
}
