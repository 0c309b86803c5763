package org.recordingarchiver.media;

import java.io.IOException;

/**
 * The lengths that stand in the header of a RIFF file, or in the {@code ds64} chunk of its 64-bit
 * form (EBU Tech 3306; ITU-R BS.2088 calls the form BW64). A program that writes to a pipe can't
 * come back to fill lengths in; it leaves 0 or all bits set: the length is open. RIFX is the
 * big-endian form.
 *
 * @param end of the RIFF chunk in the file; {@link #OPEN} if left open
 * @param wide 64-bit form
 * @param wideDataSize of the data chunk in that form; {@link #OPEN} if left open
 */
record RiffHeader(long end, boolean wide, long wideDataSize) {

  static final long OPEN = -1;

  /** Where the first chunk is. */
  static final int LENGTH = 12;

  /** All bits set, in a 32-bit size. */
  static final long ALL_SET = 0xFFFF_FFFFL;

  /** Some writers take the length of what precedes the samples off {@link #ALL_SET}. */
  static final long LOWEST_OPEN = 0xFFFF_FF00L;

  private static final int SIZE_FROM = 8;

  static RiffHeader read(FileWindow file) throws IOException, DamagedMediaException {
    boolean big = file.holds(0, "RIFX");
    if (big) {
      file.readAllBigEndian();
    }
    long size = file.u32Little(4);
    if (big || file.holds(0, "RIFF")) {
      return new RiffHeader(end(size >= LOWEST_OPEN ? OPEN : size), false, OPEN);
    }
    if (!file.holds(LENGTH, "ds64")) {
      throw new DamagedMediaException(
          "a 64-bit RIFF has no ds64 chunk at byte %d: %s".formatted(LENGTH, file.hex(LENGTH, 8)));
    }
    long wideSize = file.u64Little(LENGTH + 8);
    long dataSize = file.u64Little(LENGTH + 16);
    return new RiffHeader(
        end(size == ALL_SET ? wideSize : size), true, dataSize == 0 ? OPEN : dataSize);
  }

  private static long end(long size) throws DamagedMediaException {
    if (size == 0 || size == OPEN) {
      return OPEN;
    }
    if (size < 0 || size > Long.MAX_VALUE - SIZE_FROM) {
      throw new DamagedMediaException("the RIFF size is absurd: " + Long.toUnsignedString(size));
    }
    return size + SIZE_FROM;
  }

  boolean isOpen() {
    return end == OPEN;
  }
}
