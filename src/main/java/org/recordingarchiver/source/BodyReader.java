package org.recordingarchiver.source;

import java.io.IOException;
import java.net.ProtocolException;
import okio.BufferedSource;
import org.jspecify.annotations.Nullable;

/**
 * Reads a body in large pieces. A break is remembered rather than thrown, so that every byte that
 * came before it counts, and so that it can't be mistaken for an exception of whoever takes the
 * bytes. A body that trickles is broken off, see {@link Pace}, and so is one that falls silent.
 */
final class BodyReader {

  private final BufferedSource source;
  private final Pace pace;
  private final Silence silence;
  private @Nullable IOException broken;

  BodyReader(Answer answer, Pace pace) {
    this.source = answer.body().source();
    this.pace = pace;
    this.silence = answer.silence();
  }

  /** Fills the buffer as far as the body goes; 0 at its end, or where it broke off. */
  int read(byte[] buffer) {
    int length = 0;
    long since = pace.now();
    silence.begin(since);
    try {
      while (broken == null && length < buffer.length) {
        int read = source.read(buffer, length, buffer.length - length);
        if (read < 0) {
          break;
        }
        length += read;
        since = pace.took(since, read);
        silence.heard(since);
        pace.check();
      }
    } catch (IOException e) {
      pace.waitedSince(since);
      broken = silence.or(e, pace.now());
    } catch (RuntimeException e) {
      // OkHttp throws some on framing that it did not foresee.
      broken = silence.or(new ProtocolException(String.valueOf(e.getMessage())), pace.now());
    } finally {
      silence.end();
    }
    return length;
  }

  /** Why the body broke off; null if it ended as bodies do. */
  @Nullable IOException broken() {
    return broken;
  }
}
