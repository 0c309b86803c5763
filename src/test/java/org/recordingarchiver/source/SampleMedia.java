package org.recordingarchiver.source;

import java.util.Random;

/** Two objects of the same length that differ nearly everywhere. */
final class SampleMedia {

  static final int SIZE = 300_000;
  static final byte[] BYTES = bytes(20260105);
  static final byte[] OTHERS = bytes(20260106);
  static final FetchAnswer WHOLE = new FetchAnswer.Received(SIZE, true);

  private SampleMedia() {}

  /** Random bytes that begin as no text does. */
  private static byte[] bytes(long seed) {
    byte[] bytes = new byte[SIZE];
    new Random(seed).nextBytes(bytes);
    bytes[0] = 0;
    return bytes;
  }
}
