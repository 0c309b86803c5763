package org.recordingarchiver.media;

import java.io.IOException;

/**
 * Measures the frames of MP3 files of a "free" bit rate: no header tells their length, but all have
 * the same, so that the next header does (ISO/IEC 11172-3, 2.4.2.3).
 */
final class FreeFormat {

  private static final int SHORTEST = 24;

  /** More than 640 kbit/s at the lowest rate. */
  private static final int LONGEST = 12_000;

  private FreeFormat() {}

  /** The length without padding; 0 if no two frames follow the one there as they should. */
  static int frameLength(FileWindow file, long at) throws IOException, DamagedMediaException {
    FrameHeader first = header(file, at, 0);
    for (int distance = SHORTEST; distance <= LONGEST; distance++) {
      int length = distance - first.padding();
      FrameHeader second = header(file, at + distance, length);
      if (follows(first, second)
          && follows(first, header(file, at + distance + second.length(), length))) {
        return length;
      }
    }
    return 0;
  }

  private static boolean follows(FrameHeader first, FrameHeader next) {
    return next.beginsFreeFrame() && next.sameStream(first);
  }

  /** Of zeros, which begin no frame, where the file ends. */
  private static FrameHeader header(FileWindow file, long at, int length)
      throws IOException, DamagedMediaException {
    boolean there = at <= file.size() - FrameHeader.LENGTH;
    return new FrameHeader(there ? (int) file.u32(at) : 0, length);
  }
}
