package org.recordingarchiver.media;

import java.io.IOException;

/** Tags around and between the frames of an MP3 file: ID3v1, ID3v2, APE, Lyrics3. */
final class Mp3Tags {

  static final int ID3_HEADER = 10;

  private static final int ID3V1 = 128;
  private static final int ID3V1_MORE = 227;
  private static final int APE_HEADER = 32;
  private static final int LYRICS_END = 9;
  private static final int LYRICS_DIGITS = 6;
  private static final String[] NAMES = {"ID3", "TAG", "APETAGEX", "LYRICSBEGIN"};

  private final FileWindow file;

  Mp3Tags(FileWindow file) {
    this.file = file;
  }

  /** Where the tag ends that begins there, perhaps beyond the file's end; -1 if none does. */
  long endOf(long at) throws IOException, DamagedMediaException {
    if (file.holds(at, "ID3")) {
      return file.size() - at < ID3_HEADER ? file.size() + 1 : endOfId3(at);
    }
    if (file.holds(at, "APETAGEX")) {
      return file.size() - at < APE_HEADER
          ? file.size() + 1
          : at + APE_HEADER + file.u32Little(at + 12);
    }
    return file.holds(at, "TAG") ? at + (file.holds(at, "TAG+") ? ID3V1_MORE : ID3V1) : -1;
  }

  /** A length has four bytes of seven bits; a footer repeats the header (ID3v2.4, 3.1, 3.4). */
  private long endOfId3(long at) throws IOException, DamagedMediaException {
    long length = sevens(at + 6);
    int footer = (file.u8(at + 5) & 0x10) == 0 ? 0 : ID3_HEADER;
    return length < 0 ? -1 : at + ID3_HEADER + length + footer;
  }

  private long sevens(long at) throws IOException, DamagedMediaException {
    long bits = file.u32(at);
    return (bits & 0x8080_8080L) != 0
        ? -1
        : (bits & 0x7F) | (bits >> 1 & 0x3F80) | (bits >> 2 & 0x1F_C000) | (bits >> 3 & 0xFE0_0000);
  }

  /** Whether bytes up to there begin as a tag does, or may be the beginning of its name. */
  boolean beginsAt(long at, long end) throws IOException, DamagedMediaException {
    for (String name : NAMES) {
      int length = (int) Math.min(name.length(), end - at);
      if (file.holds(at, name.substring(0, length))) {
        return true;
      }
    }
    return false;
  }

  /** Where the tags begin that end the file; its size if there are none. */
  long beginOfLast() throws IOException, DamagedMediaException {
    long end = file.size();
    for (long begin = beginOf(end); begin >= 0; begin = beginOf(end)) {
      end = begin;
    }
    return end;
  }

  /** Where the tag begins that ends there; -1 if none does. */
  private long beginOf(long end) throws IOException, DamagedMediaException {
    if (file.holds(end - ID3V1, "TAG")) {
      boolean more = file.holds(end - ID3V1 - ID3V1_MORE, "TAG+");
      return end - ID3V1 - (more ? ID3V1_MORE : 0);
    }
    if (file.holds(end - APE_HEADER, "APETAGEX")) {
      boolean header = file.u8(end - 9) >= 0x80;
      long length = file.u32Little(end - APE_HEADER + 12);
      return length < APE_HEADER ? -1 : end - length - (header ? APE_HEADER : 0);
    }
    if (file.holds(end - ID3_HEADER, "3DI")) {
      long begin = end - 2 * ID3_HEADER - sevens(end - 4);
      return file.holds(begin, "ID3") ? begin : -1;
    }
    return file.holds(end - LYRICS_END, "LYRICS200") ? beginOfLyrics(end - LYRICS_END) : -1;
  }

  private long beginOfLyrics(long end) throws IOException, DamagedMediaException {
    String digits = file.text(end - LYRICS_DIGITS, LYRICS_DIGITS);
    if (!digits.matches("[0-9]{6}")) {
      return -1;
    }
    long begin = end - LYRICS_DIGITS - Integer.parseInt(digits);
    return file.holds(begin, "LYRICSBEGIN") ? begin : -1;
  }
}
