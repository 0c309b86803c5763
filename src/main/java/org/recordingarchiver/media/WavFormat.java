package org.recordingarchiver.media;

import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The {@code fmt } chunk of a WAV file (WAVEFORMATEX; WAVEFORMATEXTENSIBLE where more than two
 * channels or special samples need it).
 *
 * @param tag what samples are; that of the subformat if extensible
 * @param rate samples a second, each of all channels
 * @param byteRate bytes a second; often wrong, so used only where nothing better is known
 * @param blockBytes one sample of all channels, or one block where samples are compressed
 */
record WavFormat(int tag, int channels, long rate, long byteRate, int blockBytes) {

  private static final int SHORTEST = 14;
  private static final int EXTENSIBLE = 0xFFFE;
  private static final int EXTENSIBLE_LENGTH = 40;
  private static final int SUBFORMAT = 24;

  /** Reads a chunk's content of that length. */
  static WavFormat read(FileWindow file, long at, long length)
      throws IOException, DamagedMediaException {
    if (length < SHORTEST) {
      throw new DamagedMediaException(
          "the fmt chunk at byte %d has %d bytes, less than %d".formatted(at, length, SHORTEST));
    }
    int tag = file.u16Little(at);
    boolean extended = tag == EXTENSIBLE && length >= EXTENSIBLE_LENGTH;
    WavFormat format =
        new WavFormat(
            extended ? file.u16Little(at + SUBFORMAT) : tag,
            file.u16Little(at + 2),
            file.u32Little(at + 4),
            file.u32Little(at + 8),
            file.u16Little(at + 12));
    if (format.channels == 0 || format.rate == 0 || format.blockBytes == 0) {
      throw new DamagedMediaException("the fmt chunk at byte %d says %s".formatted(at, format));
    }
    return format;
  }

  /** Whether each block is one sample of all channels: PCM, float, A-law or µ-law. */
  boolean plain() {
    return tag == 1 || tag == 3 || tag == 6 || tag == 7;
  }

  /**
   * How long so many bytes play.
   *
   * @param samples as the {@code fact} chunk counts them; 0 if unknown
   */
  @Nullable Duration duration(long bytes, long samples) {
    if (plain()) {
      return PlayingTime.of(bytes / blockBytes, rate);
    }
    return samples > 0 ? PlayingTime.of(samples, rate) : PlayingTime.of(bytes, byteRate);
  }
}
