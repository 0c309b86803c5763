package org.recordingarchiver.media;

import java.io.IOException;

/** Reads the {@code trun} boxes of a track in a fragment: samples that follow each other. */
final class TrackRun {

  private static final int OFFSET_GIVEN = 0x1;
  private static final int FIRST_FLAGS_GIVEN = 0x4;
  private static final int UNITS_GIVEN = 0x100;
  private static final int BYTES_GIVEN = 0x200;
  private static final int ENTRY_FIELDS = 0xF00;
  private static final int COUNT_AT = 4;
  private static final int FIELDS_AT = 8;

  private final FileWindow file;
  private final long usualUnits;
  private final long usualBytes;
  private Samples samples = Samples.NONE;

  /** Made with what samples last and have if a run doesn't say. */
  TrackRun(FileWindow file, long usualUnits, long usualBytes) {
    this.file = file;
    this.usualUnits = usualUnits;
    this.usualBytes = usualBytes;
  }

  /** Those of the run that was checked last. */
  Samples samples() {
    return samples;
  }

  /**
   * Damage unless the run's samples lie in the data.
   *
   * @param base what the run's offset, if it has one, counts from
   * @param next where its samples begin otherwise
   * @return where they end
   */
  long check(Box trun, long base, long next, DataRanges data)
      throws IOException, DamagedMediaException {
    trun.require(FIELDS_AT);
    int flags = (int) file.u32(trun.content());
    boolean offsetGiven = (flags & OFFSET_GIVEN) != 0;
    long start = offsetGiven ? base + (int) file.u32(trun.content() + FIELDS_AT) : next;
    int entriesAt = FIELDS_AT + (offsetGiven ? 4 : 0) + ((flags & FIRST_FLAGS_GIVEN) != 0 ? 4 : 0);
    int entryBits = Integer.SIZE * Integer.bitCount(flags & ENTRY_FIELDS);
    Table entries = Table.read(file, trun, COUNT_AT, entriesAt, entryBits);
    samples = new Samples(entries.count(), sum(entries, flags, UNITS_GIVEN, 0, usualUnits));
    int bytesOffset = (flags & UNITS_GIVEN) != 0 ? 4 : 0;
    long bytes = sum(entries, flags, BYTES_GIVEN, bytesOffset, usualBytes);
    if (!data.holds(start, bytes)) {
      throw new DamagedMediaException(
          "the samples of the box %s should be %d bytes at byte %s; no 'mdat' holds them"
              .formatted(trun, bytes, Long.toUnsignedString(start)));
    }
    return start + bytes;
  }

  /** Of the field which that flag announces, or of the usual number if the flag is not set. */
  private static long sum(Table entries, int flags, int flag, int offset, long usual)
      throws IOException, DamagedMediaException {
    if ((flags & flag) == 0) {
      return PlayingTime.product(entries.count(), usual);
    }
    long sum = 0;
    for (long entry = 0; entry < entries.count(); entry++) {
      sum += entries.u32(entry, offset);
    }
    return sum;
  }
}
