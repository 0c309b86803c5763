package org.recordingarchiver.source;

import java.io.ByteArrayOutputStream;

/** Bytes kept from around a place where an answer was joined to what came before. */
final class Seam {

  private final long start;
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(2 * Seams.REACH);
  private long wanted;

  /**
   * @param start where {@code first} begins
   * @param wanted the byte after the last one to be kept
   */
  Seam(long start, byte[] first, long wanted) {
    this.start = start;
    this.wanted = wanted;
    bytes.writeBytes(first);
  }

  /** Takes what is still wanted of the bytes that come next. */
  void take(byte[] next, int length) {
    bytes.write(next, 0, (int) Math.min(length, wanted - end()));
  }

  boolean isOpen() {
    return end() < wanted;
  }

  void reachTo(long end) {
    wanted = end;
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
