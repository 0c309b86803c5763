package org.recordingarchiver.media;

/**
 * The header of an MPEG audio frame (ISO/IEC 11172-3, 2.4.1.3; 13818-3; MPEG 2.5 for the lowest
 * sampling rates).
 *
 * @param bits the frame's first four bytes
 * @param freeLength of frames of a "free" bit rate, which no header tells ({@link FreeFormat}), in
 *     bytes without padding; 0 if it is not known
 */
record FrameHeader(int bits, int freeLength) {

  static final int LENGTH = 4;

  private static final int SYNC = 0xFFE0_0000;

  /** Sync, version, layer and sampling rate: what all frames of a stream have in common. */
  private static final int STREAM = 0xFFFE_0C00;

  private static final int MPEG_1 = 3;
  private static final int MPEG_2 = 2;
  private static final int RESERVED_VERSION = 1;
  private static final int LAYER_III = 1;
  private static final int MONO = 3;

  private static final int[] RATES_1 = {44_100, 48_000, 32_000};
  private static final int[] KILOBITS_1 = {
    0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320
  };
  private static final int[] KILOBITS_2 = {
    0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160
  };

  /** Of a frame whose bit rate is one of the table. */
  FrameHeader(int bits) {
    this(bits, 0);
  }

  /** Whether this is the header of a layer III frame whose length is known. */
  boolean valid() {
    return beginsFrame() && (!free() || freeLength > 0);
  }

  /** Whether this is the header of a layer III frame of a "free" bit rate. */
  boolean beginsFreeFrame() {
    return beginsFrame() && free();
  }

  private boolean beginsFrame() {
    return (bits & SYNC) == SYNC
        && version() != RESERVED_VERSION
        && field(17, 3) == LAYER_III
        && rateIndex() < RATES_1.length
        && bitRateIndex() < KILOBITS_1.length;
  }

  boolean sameStream(FrameHeader other) {
    return ((bits ^ other.bits) & STREAM) == 0;
  }

  /** Of the whole frame, in bytes. */
  int length() {
    if (free()) {
      return freeLength + padding();
    }
    int kilobits = (version() == MPEG_1 ? KILOBITS_1 : KILOBITS_2)[bitRateIndex()];
    return samples() / 8 * 1000 * kilobits / rate() + padding();
  }

  int padding() {
    return field(9, 1);
  }

  private boolean free() {
    return bitRateIndex() == 0;
  }

  /** Of each channel. */
  int samples() {
    return version() == MPEG_1 ? 1152 : 576;
  }

  /** Samples a second. */
  int rate() {
    int halvings = version() == MPEG_1 ? 0 : version() == MPEG_2 ? 1 : 2;
    return RATES_1[rateIndex()] >> halvings;
  }

  /** Of the side information, which follows the header (and a check sum, if there is one). */
  int sideLength() {
    if (field(6, 3) == MONO) {
      return version() == MPEG_1 ? 17 : 9;
    }
    return version() == MPEG_1 ? 32 : 17;
  }

  private int version() {
    return field(19, 3);
  }

  private int bitRateIndex() {
    return field(12, 15);
  }

  private int rateIndex() {
    return field(10, 3);
  }

  private int field(int shift, int mask) {
    return bits >> shift & mask;
  }
}
