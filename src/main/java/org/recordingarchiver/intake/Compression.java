package org.recordingarchiver.intake;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;

/** Tells compressed input by its first bytes, whatever the file is called. */
final class Compression {

  private static final int BUFFER = 64 * 1024;
  private static final int FIRST = 0x1F;
  private static final int SECOND = 0x8B;

  private Compression() {}

  /**
   * The text of {@code in}: unpacked if it begins as gzip does (RFC 1952; no JSON can), also where
   * several are one behind the other.
   *
   * @throws IOException if it is gzip with a broken head
   */
  static InputStream unpacked(InputStream in) throws IOException {
    BufferedInputStream buffered = new BufferedInputStream(in, BUFFER);
    buffered.mark(2);
    boolean gzip = buffered.read() == FIRST && buffered.read() == SECOND;
    buffered.reset();
    return gzip ? new GZIPInputStream(buffered, BUFFER) : buffered;
  }
}
