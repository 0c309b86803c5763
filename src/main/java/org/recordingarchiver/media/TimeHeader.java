package org.recordingarchiver.media;

import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What an {@code mvhd} or {@code mdhd} box says about time.
 *
 * @param units it lasts; 0 if unknown
 * @param perSecond units in a second
 */
record TimeHeader(long units, long perSecond) {

  private static final long ALL_SET = 0xFFFF_FFFFL;

  /** Version 1 has 64-bit times where version 0 has 32-bit ones. */
  static TimeHeader read(FileWindow file, Box box) throws IOException, DamagedMediaException {
    box.require(20);
    if (file.u8(box.content()) == 0) {
      long units = file.u32(box.content() + 16);
      return new TimeHeader(units == ALL_SET ? 0 : units, file.u32(box.content() + 12));
    }
    box.require(32);
    long units = file.u64(box.content() + 24);
    return new TimeHeader(Math.max(0, units), file.u32(box.content() + 20));
  }

  @Nullable Duration duration() {
    return PlayingTime.of(units, perSecond);
  }
}
