package org.recordingarchiver.media;

import java.io.IOException;

/**
 * Where the samples of a WAV file are.
 *
 * @param start of the chunk's content
 * @param end of it, without a pad byte
 * @param open the header does not say where they end, so the file's or the RIFF's end does
 */
record WavData(long start, long end, boolean open) {

  /** What SoX writes to a pipe instead of a size. */
  private static final long OPEN_IN_SOX = 0x7FFF_F000L;

  private static final int NAME_LENGTH = 4;

  /** Reads the size of the data chunk whose content begins there. */
  static WavData read(FileWindow file, long start, RiffHeader riff)
      throws IOException, DamagedMediaException {
    long size = file.u32Little(start - NAME_LENGTH);
    long rest = file.size() - start;
    boolean sox = size == OPEN_IN_SOX && rest < size;
    if (sox || isOpen(size, start, riff)) {
      return upToTheEnd(file, start, sox ? RiffHeader.OPEN : riff.end());
    }
    long length = riff.wide() && size == RiffHeader.ALL_SET ? riff.wideDataSize() : size;
    if (length < 0 || length > rest) {
      throw new DamagedMediaException(
          "the data chunk at byte %d should have %s bytes, but only %d follow"
              .formatted(start - 8, Long.toUnsignedString(length), rest));
    }
    return new WavData(start, start + length, false);
  }

  /** A size of 0 is open if the RIFF size was not filled in either. */
  private static boolean isOpen(long size, long start, RiffHeader riff) {
    if (riff.wide() && size == RiffHeader.ALL_SET) {
      return riff.wideDataSize() == RiffHeader.OPEN;
    }
    if (size >= RiffHeader.LOWEST_OPEN) {
      return true;
    }
    return size == 0 && (riff.isOpen() || riff.end() == start);
  }

  private static WavData upToTheEnd(FileWindow file, long start, long riffEnd)
      throws DamagedMediaException {
    if (riffEnd > file.size()) {
      throw new DamagedMediaException(
          "has %d bytes, but should have %d, as the RIFF size says"
              .formatted(file.size(), riffEnd));
    }
    return new WavData(start, riffEnd > start ? riffEnd : file.size(), true);
  }

  long length() {
    return end - start;
  }

  /**
   * Where the next chunk begins. An odd length should be followed by a pad byte; some writers
   * forget it.
   */
  long next(FileWindow file) throws IOException, DamagedMediaException {
    boolean odd = (length() & 1) == 1 && !open;
    boolean forgotten = odd && fitsChunk(file, end); // a pad byte is 0, no character
    return odd && !forgotten ? end + 1 : end;
  }

  private static boolean fitsChunk(FileWindow file, long at)
      throws IOException, DamagedMediaException {
    return at + 8 <= file.size()
        && isChunkName(file, at)
        && file.u32Little(at + NAME_LENGTH) <= file.size() - at - 8;
  }

  /** Four printable characters. */
  static boolean isChunkName(FileWindow file, long at) throws IOException, DamagedMediaException {
    String name = file.text(at, NAME_LENGTH);
    for (int i = 0; i < name.length(); i++) {
      if (name.charAt(i) < ' ' || name.charAt(i) > '~') {
        return false;
      }
    }
    return name.length() == NAME_LENGTH;
  }
}
