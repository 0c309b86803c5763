package org.recordingarchiver.media;

import java.io.IOException;
import java.util.Set;

/** What may lie behind the end that a WAV file's header names. */
final class WavTail {

  private static final int CHUNK_HEADER = 8;
  private static final int ID3V1 = 128;
  private static final Set<String> TAGS =
      Set.of("LIST", "id3 ", "ID3 ", "bext", "iXML", "_PMX", "cue ", "JUNK", "PAD ", "FLLR");

  private WavTail() {}

  /** Whether chunks of tags, or an ID3v1, fill the file from here to its end. */
  static boolean isTags(FileWindow file, long from) throws IOException, DamagedMediaException {
    long at = from;
    while (file.size() - at >= CHUNK_HEADER && TAGS.contains(file.text(at, 4))) {
      long length = file.u32Little(at + 4);
      at += CHUNK_HEADER + length + (length & 1);
    }
    long left = file.size() - at;
    return left == 0
        || left == -1 // the last chunk's pad byte is missing
        || (left == ID3V1 && file.text(at, 3).equals("TAG"))
        || (left == 1 && file.u8(at) == 0);
  }
}
