package org.recordingarchiver.media;

import java.io.IOException;

/** The boxes that list fragments: {@code sidx} ahead of them, {@code mfra} behind. */
final class FragmentIndex {

  private static final int REFERENCE_BITS = 3 * Integer.SIZE;
  private static final long SIZE_BITS = 0x7FFF_FFFF;

  private final MediaFile file;
  private final FileWindow window;
  private boolean found;

  FragmentIndex(MediaFile file) {
    this.file = file;
    this.window = file.window(FileWindow.JUMPING);
  }

  /** Whether a list of all fragments was checked. */
  boolean found() {
    return found;
  }

  /**
   * Damage unless all segments that a {@code sidx} box lists are in the file. Ahead of all
   * fragments, with more than one segment, it is a list of all; else of the next one only.
   */
  void checkSegments(Box sidx, long firstFragment) throws IOException, DamagedMediaException {
    sidx.require(24);
    boolean wide = window.u8(sidx.content()) != 0;
    int countAt = wide ? 28 : 20; // the upper half of those 32 bits is reserved, and 0
    Table segments =
        Table.read(file.window(Table.BUFFER), sidx, countAt, countAt + 4, REFERENCE_BITS);
    long end =
        sidx.end() + (wide ? window.u64(sidx.content() + 20) : window.u32(sidx.content() + 16));
    for (long segment = 0; segment < segments.count() && end >= 0; segment++) {
      end += segments.u32(segment, 0) & SIZE_BITS;
    }
    if (end < 0 || end > file.size()) {
      throw new DamagedMediaException(
          "the box %s lists segments up to byte %s, but the file ends at byte %d"
              .formatted(sidx, Long.toUnsignedString(end), file.size()));
    }
    found |= sidx.start() < firstFragment && segments.count() > 1;
  }

  /** Damage unless there is a fragment wherever an {@code mfra} box says so. */
  void checkEntryPoints(Box mfra) throws IOException, DamagedMediaException {
    BoxCursor children = BoxCursor.in(mfra, window);
    while (children.hasNext()) {
      Box child = children.next();
      if (child.is("tfra")) {
        checkTrack(child);
      }
    }
    found = true;
  }

  private void checkTrack(Box tfra) throws IOException, DamagedMediaException {
    tfra.require(16);
    boolean wide = window.u8(tfra.content()) != 0;
    long widths = window.u32(tfra.content() + 8); // three fields of two bits: bytes less one
    int numbers = 3 + (int) ((widths >> 4 & 3) + (widths >> 2 & 3) + (widths & 3));
    int entryBits = Byte.SIZE * ((wide ? 16 : 8) + numbers);
    Table points = Table.read(file.window(Table.BUFFER), tfra, 12, 16, entryBits);
    for (long entry = 0; entry < points.count(); entry++) {
      long moof = wide ? points.u64(entry, 8) : points.u32(entry, 4);
      if (moof < 0 || moof > file.size() - 8 || !window.holds(moof + 4, "moof")) {
        throw new DamagedMediaException(
            "the box %s lists a fragment at byte %d, but none is there".formatted(tfra, moof));
      }
    }
  }
}
