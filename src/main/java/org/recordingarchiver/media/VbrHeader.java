package org.recordingarchiver.media;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * What a first frame without sound says of the frames behind it: {@code Xing} (in files of one bit
 * rate {@code Info}), as LAME and ffmpeg write it, or {@code VBRI}, as Fraunhofer's encoders do.
 *
 * @param at where the frame begins
 * @param frames that follow; 0 if it doesn't say
 * @param bytes of this frame and those; 0 if it doesn't say
 */
record VbrHeader(long at, long frames, long bytes) {

  private static final int CHECKSUM = 2;
  private static final int VBRI_AT = 36;
  private static final int HAS_FRAMES = 1;
  private static final int HAS_BYTES = 2;

  /** Null if the frame at that place is an ordinary one. */
  static @Nullable VbrHeader read(FileWindow file, long at, FrameHeader header)
      throws IOException, DamagedMediaException {
    if (file.holds(at + VBRI_AT, "VBRI")) {
      return new VbrHeader(at, file.u32(at + VBRI_AT + 14), file.u32(at + VBRI_AT + 10));
    }
    long tag = at + FrameHeader.LENGTH + header.sideLength();
    return isXing(file, tag)
        ? xing(file, at, tag)
        : isXing(file, tag + CHECKSUM) ? xing(file, at, tag + CHECKSUM) : null;
  }

  private static boolean isXing(FileWindow file, long tag)
      throws IOException, DamagedMediaException {
    return file.holds(tag, "Xing") || file.holds(tag, "Info");
  }

  private static VbrHeader xing(FileWindow file, long at, long tag)
      throws IOException, DamagedMediaException {
    long flags = file.u32(tag + 4);
    boolean hasFrames = (flags & HAS_FRAMES) != 0;
    long frames = hasFrames ? file.u32(tag + 8) : 0;
    long bytes = (flags & HAS_BYTES) != 0 ? file.u32(tag + (hasFrames ? 12 : 8)) : 0;
    return new VbrHeader(at, frames, bytes);
  }

  /** Whether all frames that it counts are there, with a certainty that an end can be seen. */
  boolean complete(long found) {
    return frames > 0 && found >= frames;
  }

  /**
   * Damage if frames are missing. One frame less than counted is whole if the bytes are there: some
   * encoders count this frame too.
   *
   * @param end of the last frame that was found
   */
  void check(long found, long end) throws DamagedMediaException {
    boolean bytesThere = end - at >= bytes;
    boolean countsItself = found + 1 == frames && bytes > 0 && bytesThere;
    if (frames > 0 && found < frames && !countsItself) {
      throw new DamagedMediaException(
          "has %d frames up to byte %d, but the frame at byte %d says that %d follow it"
              .formatted(found, end, at, frames));
    }
    if (frames == 0 && !bytesThere) {
      throw new DamagedMediaException(
          "its frames end at byte %d, but the frame at byte %d says they have %d bytes"
              .formatted(end, at, bytes));
    }
  }
}
