package org.recordingarchiver.source;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;

/**
 * Reads as much as has come rather than as much as is asked for: OkHttp asks for 8 KiB at a time,
 * and Java's TLS for each record in two pieces, with a system call each. For one thread.
 */
final class ReadAhead extends InputStream {

  /** For an answer without much of a body. */
  private static final int LITTLE = 8 * 1024;

  /** From the first time on that as much came as there was room for. */
  private static final int MUCH = 64 * 1024;

  private final InputStream in;
  private byte[] buffer = new byte[LITTLE];
  private int position;
  private int limit;

  ReadAhead(InputStream in) {
    this.in = in;
  }

  @Override
  public int read() throws IOException {
    return position < limit || fill() ? buffer[position++] & 0xFF : -1;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, bytes.length);
    if (length == 0) {
      return 0;
    }
    if (position == limit && !fill()) {
      return -1;
    }
    int count = Math.min(length, limit - position);
    System.arraycopy(buffer, position, bytes, offset, count);
    position += count;
    return count;
  }

  /** Waits for the next bytes; whether some came before the end. What it throws leaves no trace. */
  private boolean fill() throws IOException {
    if (limit == LITTLE && buffer.length == LITTLE) {
      buffer = new byte[MUCH];
    }
    position = 0;
    limit = 0;
    limit = Math.max(0, in.read(buffer));
    return limit > 0;
  }

  @Override
  public int available() throws IOException {
    return limit - position + in.available();
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
