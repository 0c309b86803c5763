package org.recordingarchiver.media;

import java.io.IOException;

/** How many bytes each sample of a track has: an {@code stsz} or {@code stz2} box. */
final class SampleSizes {

  private static final int COUNT_AT = 8;
  private static final int ENTRIES_AT = 12;

  private final Table table;
  private final long common;

  private SampleSizes(Table table, long common) {
    this.table = table;
    this.common = common;
  }

  static SampleSizes read(FileWindow file, Box box) throws IOException, DamagedMediaException {
    box.require(ENTRIES_AT);
    long number = file.u32(box.content() + 4);
    if (box.is("stsz")) {
      Table table = Table.read(file, box, COUNT_AT, ENTRIES_AT, number == 0 ? Integer.SIZE : 0);
      return new SampleSizes(table, number);
    }
    int bits = (int) (number & 0xFF);
    if (bits != 4 && bits != 8 && bits != 16) {
      throw new DamagedMediaException("the table %s has entries of %d bits".formatted(box, bits));
    }
    return new SampleSizes(Table.read(file, box, COUNT_AT, ENTRIES_AT, bits), 0);
  }

  long count() {
    return table.count();
  }

  /** Bytes of so many samples from that one on; {@link PlayingTime#TOO_LONG} if beyond belief. */
  long sum(long from, long samples) throws IOException, DamagedMediaException {
    if (common > 0) {
      return PlayingTime.product(samples, common);
    }
    long sum = 0;
    for (long sample = from; sample < from + samples; sample++) {
      sum += table.number(sample);
    }
    return sum;
  }
}
