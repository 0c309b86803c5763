package org.recordingarchiver.media;

import java.io.IOException;

/**
 * A box of an MP4 file (ISO/IEC 14496-12, 4.2).
 *
 * @param type four characters
 * @param start of its header in the file
 * @param content where its header ends
 * @param end of the box
 */
record Box(String type, long start, long content, long end) {

  private static final int SHORT_HEADER = 8;
  private static final int LONG_HEADER = 16;

  /**
   * Reads the header of a box that must end where its parent does, or before. A size of 0, up to
   * the end of the file, is for boxes without a parent only.
   */
  static Box read(FileWindow file, long at, long limit, boolean top)
      throws IOException, DamagedMediaException {
    if (limit - at < SHORT_HEADER) {
      throw new DamagedMediaException(
          "has %d stray bytes at byte %d, where a box should be: %s"
              .formatted(limit - at, at, file.hex(at, (int) (limit - at))));
    }
    String type = file.text(at + 4, 4);
    long size = file.u32(at);
    if (!type.chars().allMatch(Box::inTypes) || (size == 0 && !top)) {
      throw new DamagedMediaException(
          "has no box at byte %d, where one should be, but %s"
              .formatted(at, file.hex(at, SHORT_HEADER)));
    }
    if (size == 1) {
      return checked(type, at, at + LONG_HEADER, file.u64(at + SHORT_HEADER), limit);
    }
    return checked(type, at, at + SHORT_HEADER, size == 0 ? limit - at : size, limit);
  }

  /** Printable, or the copyright sign, with which QuickTime's types for texts begin. */
  private static boolean inTypes(int character) {
    return (character >= ' ' && character <= '~') || character == 0xA9;
  }

  private static Box checked(String type, long at, long content, long size, long limit)
      throws DamagedMediaException {
    if (size < 0 || size > limit - at) {
      throw new DamagedMediaException(
          "the box '%s' at byte %d should have %s bytes, but only %d follow"
              .formatted(type, at, Long.toUnsignedString(size), limit - at));
    }
    if (size < content - at) {
      throw new DamagedMediaException(
          "the box '%s' at byte %d says it has only %d bytes".formatted(type, at, size));
    }
    return new Box(type, at, content, at + size);
  }

  boolean is(String wanted) {
    return type.equals(wanted);
  }

  long length() {
    return end - content;
  }

  /** Damage unless the content is at least so long. */
  void require(long bytes) throws DamagedMediaException {
    if (length() < bytes) {
      throw new DamagedMediaException(
          "the box %s holds %d bytes, less than %d".formatted(this, length(), bytes));
    }
  }

  /** Its first child of that type; damage if it has none. */
  Box only(String wanted, FileWindow file) throws IOException, DamagedMediaException {
    BoxCursor children = BoxCursor.in(this, file);
    while (children.hasNext()) {
      Box child = children.next();
      if (child.is(wanted)) {
        return child;
      }
    }
    throw new DamagedMediaException("the box %s holds no '%s' box".formatted(this, wanted));
  }

  @Override
  public String toString() {
    return "'%s' at byte %d".formatted(type, start);
  }
}
