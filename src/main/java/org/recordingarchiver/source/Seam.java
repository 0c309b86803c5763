package org.recordingarchiver.source;

import java.io.ByteArrayOutputStream;

/** A place where an answer was joined to what came before, with the bytes on either side of it. */
final class Seam {

  private final long start;
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(2 * Seams.REACH);
  private long end;

  /**
   * @param joined where the later answer begins
   * @param before the bytes that end there
   */
  Seam(long joined, byte[] before) {
    this.start = joined - before.length;
    bytes.writeBytes(before);
    this.end = joined + Seams.REACH;
  }

  /** Takes what is still wanted of the bytes that come next. */
  void take(byte[] next, int length) {
    bytes.write(next, 0, (int) Math.min(length, end - end()));
  }

  boolean isOpen() {
    return end() < end;
  }

  /** Reaches farther, because another answer was joined within reach of this one. */
  void joinAgain() {
    end = end() + Seams.REACH;
  }

  /** The first byte kept. */
  long start() {
    return start;
  }

  /** The byte after the last one kept. */
  long end() {
    return start + bytes.size();
  }

  byte[] bytes() {
    return bytes.toByteArray();
  }
}
