package org.recordingarchiver.media;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import org.recordingarchiver.media.MediaVerdict.Damaged;

/**
 * Looks at the structure of a media file: is all there that its own headers, tables and counts say
 * should be? What is inside samples and frames is not decoded.
 */
public final class MediaCheck {

  private MediaCheck() {}

  /**
   * Reads what it needs by position, through small buffers; where the channel stood is forgotten.
   * Takes steps in proportion to the file's size at most, whatever it holds, and never throws for
   * it.
   *
   * @throws IOException if reading fails, or the file shrinks meanwhile
   */
  public static MediaVerdict of(SeekableByteChannel channel) throws IOException {
    MediaFile file = MediaFile.of(channel);
    MediaFormat format = MediaFormat.UNKNOWN;
    try {
      format = format(file);
      return switch (format) {
        case WAV -> WavCheck.of(file);
        case MP4 -> Mp4Check.of(file);
        case MP3 -> Mp3Check.of(file);
        case UNKNOWN -> new Damaged(format, unknown(file));
      };
    } catch (DamagedMediaException damage) {
      return new Damaged(format, damage.reason());
    }
  }

  private static MediaFormat format(MediaFile file) throws IOException, DamagedMediaException {
    FileWindow window = file.window(MediaFormat.SNIFFED);
    byte[] first = new byte[(int) Math.min(MediaFormat.SNIFFED, file.size())];
    for (int i = 0; i < first.length; i++) {
      first[i] = (byte) window.u8(i);
    }
    MediaFormat sniffed = MediaFormat.sniff(first, first.length);
    boolean mp3 = sniffed == MediaFormat.MP3 || sniffed == MediaFormat.UNKNOWN;
    return mp3 ? Mp3Start.format(file, sniffed) : sniffed;
  }

  private static String unknown(MediaFile file) throws IOException, DamagedMediaException {
    FileWindow window = file.window(MediaFormat.SNIFFED);
    return file.size() == 0
        ? "is empty"
        : "begins as neither WAV, MP4 nor MP3 does: " + window.hex(0, MediaFormat.SNIFFED);
  }
}
