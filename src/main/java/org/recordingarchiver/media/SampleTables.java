package org.recordingarchiver.media;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * The tables of one track (ISO/IEC 14496-12, 8.6 and 8.7): how long samples last, how large they
 * are, which of them share a chunk, and where chunks are.
 */
final class SampleTables {

  private static final int COUNT_AT = 4;
  private static final int ENTRIES_AT = 8;
  private static final Set<String> READ = Set.of("stts", "stsc", "stsz", "stz2", "stco", "co64");

  private final MediaFile file;
  private final Box parent;
  private final Map<String, Box> boxes = new HashMap<>();

  private SampleTables(MediaFile file, Box parent) throws IOException, DamagedMediaException {
    this.file = file;
    this.parent = parent;
    BoxCursor children = BoxCursor.in(parent, file.window(FileWindow.JUMPING));
    while (children.hasNext()) {
      Box box = children.next();
      if (READ.contains(box.type())) {
        boxes.putIfAbsent(box.type(), box);
      }
    }
  }

  /** Damage unless the tables agree with each other and all samples lie in the data. */
  static Samples check(MediaFile file, Box stbl, DataRanges data)
      throws IOException, DamagedMediaException {
    SampleTables tables = new SampleTables(file, stbl);
    SampleSizes sizes = SampleSizes.read(file.window(Table.BUFFER), tables.one("stsz", "stz2"));
    Samples timed = tables.timed();
    if (timed.count() != sizes.count()) {
      throw new DamagedMediaException(
          "the tables in %s disagree: %d samples have a time, %d a size"
              .formatted(stbl, timed.count(), sizes.count()));
    }
    Box offsets = tables.one("stco", "co64");
    boolean wide = offsets.is("co64");
    Table chunks =
        Table.read(
            file.window(Table.BUFFER),
            offsets,
            COUNT_AT,
            ENTRIES_AT,
            wide ? Long.SIZE : Integer.SIZE);
    Table runs =
        Table.read(
            file.window(Table.BUFFER),
            tables.one("stsc", "stsc"),
            COUNT_AT,
            ENTRIES_AT,
            3 * Integer.SIZE);
    new SampleChunks(stbl, chunks, wide, runs, sizes).check(data);
    return timed;
  }

  /** How many samples there are, and how long they last in the track's units. */
  private Samples timed() throws IOException, DamagedMediaException {
    Table times =
        Table.read(
            file.window(Table.BUFFER), one("stts", "stts"), COUNT_AT, ENTRIES_AT, 2 * Integer.SIZE);
    Samples samples = Samples.NONE;
    for (long entry = 0; entry < times.count(); entry++) {
      long count = times.u32(entry, 0);
      samples = samples.plus(count, PlayingTime.product(count, times.u32(entry, 4)));
    }
    return samples;
  }

  private Box one(String type, String other) throws DamagedMediaException {
    Box box = boxes.getOrDefault(type, boxes.get(other));
    if (box == null) {
      throw new DamagedMediaException("the box %s holds no '%s' box".formatted(parent, type));
    }
    return box;
  }
}
