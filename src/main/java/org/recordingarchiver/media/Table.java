package org.recordingarchiver.media;

import java.io.IOException;

/**
 * A box that holds a table: version and flags, perhaps more, a count, then entries of one width.
 * The box has room for all of them. Best read in order.
 */
final class Table {

  /** Of a window that serves one table, in bytes. */
  static final int BUFFER = 8192;

  private final FileWindow file;
  private final long entries;
  private final long count;
  private final int entryBits;

  private Table(FileWindow file, long entries, long count, int entryBits) {
    this.file = file;
    this.entries = entries;
    this.count = count;
    this.entryBits = entryBits;
  }

  /**
   * Opens a table.
   *
   * @param countAt where in the box's content the 32-bit count is
   * @param entriesAt where in it the first entry is, after the count
   * @param entryBits width of an entry; 0 if the table holds none, whatever it counts
   */
  static Table read(FileWindow file, Box box, int countAt, int entriesAt, int entryBits)
      throws IOException, DamagedMediaException {
    box.require(entriesAt);
    long count = file.u32(box.content() + countAt);
    long room = box.length() - entriesAt;
    if (count * entryBits > room * Byte.SIZE) {
      throw new DamagedMediaException(
          "the table %s counts %d entries; its %d bytes can't hold them"
              .formatted(box, count, box.length()));
    }
    return new Table(file, box.content() + entriesAt, count, entryBits);
  }

  long count() {
    return count;
  }

  /** A 32-bit number of an entry, so many bytes into it. */
  long u32(long entry, int offset) throws IOException, DamagedMediaException {
    return file.u32(at(entry) + offset);
  }

  /** A 64-bit number of an entry; negative if 2^63 or more. */
  long u64(long entry, int offset) throws IOException, DamagedMediaException {
    return file.u64(at(entry) + offset);
  }

  /** An entry that is one number of 4, 8, 16 or 32 bits. */
  long number(long entry) throws IOException, DamagedMediaException {
    return switch (entryBits) {
      case 4 -> (file.u8(at(entry)) >> (entry % 2 == 0 ? 4 : 0)) & 0xF;
      case 8 -> file.u8(at(entry));
      case 16 -> file.u16(at(entry));
      default -> file.u32(at(entry));
    };
  }

  private long at(long entry) {
    return entries + entry * entryBits / Byte.SIZE;
  }
}
