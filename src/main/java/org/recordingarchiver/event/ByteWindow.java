package org.recordingarchiver.event;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * The part of the input that is still needed. Bytes are named by their offset in the whole input.
 */
final class ByteWindow {

  private static final int FIRST_SIZE = 64 * 1024;

  private final InputStream in;
  private byte[] bytes = new byte[FIRST_SIZE];
  private int from;
  private int to;
  private long start;
  private long line = 1;
  private int indent;
  private boolean lineHasText;

  ByteWindow(InputStream in) {
    this.in = in;
  }

  /** The first byte that is not released. */
  long start() {
    return start;
  }

  Place place() {
    return new Place(line, start);
  }

  /** How far the text of the first line is indented. */
  int indent() {
    return indent;
  }

  /** The byte at {@code offset}, or -1 beyond the end of the input. */
  int at(long offset) throws IOException {
    while (offset - start >= to - from) {
      if (!fill()) {
        return -1;
      }
    }
    return bytes[from + (int) (offset - start)] & 0xFF;
  }

  /**
   * The first offset, from this one on, whose byte may be more than a character of a JSON string;
   * at most the first that is not read yet.
   */
  long pastPlain(long offset) {
    int i = from + (int) (offset - start);
    while (i < to && bytes[i] != '"' && bytes[i] != '\\' && (bytes[i] >= ' ' || bytes[i] < 0)) {
      i++;
    }
    return start + (i - from);
  }

  byte[] copy(long end) {
    return Arrays.copyOfRange(bytes, from, from + (int) (end - start));
  }

  /** Forgets every byte before {@code end}. */
  void release(long end) {
    int next = from + (int) (end - start);
    for (int i = from; i < next; i++) {
      count(bytes[i]);
    }
    from = next;
    start = end;
  }

  private void count(byte b) {
    if (b == '\n') {
      line++;
      indent = 0;
      lineHasText = false;
    } else if (!lineHasText && Bytes.isBlank(b)) {
      indent++;
    } else {
      lineHasText = true;
    }
  }

  private boolean fill() throws IOException {
    makeRoom();
    int read = in.read(bytes, to, bytes.length - to);
    if (read > 0) {
      to += read;
    }
    return read >= 0;
  }

  private void makeRoom() {
    if (from > 0 && from >= bytes.length / 2) {
      System.arraycopy(bytes, from, bytes, 0, to - from);
      to -= from;
      from = 0;
    }
    if (to == bytes.length) {
      bytes = Arrays.copyOf(bytes, bytes.length * 2);
    }
  }
}
