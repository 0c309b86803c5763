package org.recordingarchiver.simulator;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** WAV files as ACS writes them: 16 kHz, 16-bit PCM, one or more channels. */
final class Wav {

  static final int SAMPLE_RATE = 16_000;
  static final int SAMPLE_BYTES = 2;
  static final int HEADER_BYTES = 44;

  private static final int NOTES_PER_SECOND = 4;
  private static final int FRAMES_PER_NOTE = SAMPLE_RATE / NOTES_PER_SECOND;
  private static final int[] PENTATONIC = {0, 2, 4, 7, 9};

  private Wav() {}

  /** The canonical header before {@code dataBytes} bytes of samples. */
  static byte[] header(int channels, long dataBytes) {
    int frameBytes = channels * SAMPLE_BYTES;
    ByteBuffer header = ByteBuffer.allocate(HEADER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    header.put(ascii("RIFF")).putInt(unsigned(dataBytes + HEADER_BYTES - 8)).put(ascii("WAVE"));
    header.put(ascii("fmt ")).putInt(16).putShort((short) 1).putShort((short) channels);
    header.putInt(SAMPLE_RATE).putInt(SAMPLE_RATE * frameBytes);
    header.putShort((short) frameBytes).putShort((short) (8 * SAMPLE_BYTES));
    header.put(ascii("data")).putInt(unsigned(dataBytes));
    return header.array();
  }

  /** A whole file: each channel plays a melody of its own, which the seed decides. */
  static byte[] melody(int channels, Duration duration, long seed) {
    int frames = Math.toIntExact(duration.toMillis() * SAMPLE_RATE / 1000);
    int dataBytes = frames * channels * SAMPLE_BYTES;
    ByteBuffer file = ByteBuffer.allocate(HEADER_BYTES + dataBytes).order(ByteOrder.LITTLE_ENDIAN);
    file.put(header(channels, dataBytes));
    for (int frame = 0; frame < frames; frame++) {
      for (int channel = 0; channel < channels; channel++) {
        file.putShort(sample(frame, channel, seed));
      }
    }
    return file.array();
  }

  private static short sample(int frame, int channel, long seed) {
    int note = frame / FRAMES_PER_NOTE;
    double sinceNote = (double) (frame % FRAMES_PER_NOTE) / SAMPLE_RATE;
    double wave = Math.sin(2 * Math.PI * pitch(note, channel, seed) * sinceNote);
    return (short) Math.round(12_000 * Math.exp(-6 * sinceNote) * wave);
  }

  private static double pitch(int note, int channel, long seed) {
    int step = Math.floorMod(31 * (seed + channel) + note * (2L + Math.floorMod(seed, 3)), 5);
    double root = 220 * (channel + 1);
    return root * Math.pow(2, PENTATONIC[step] / 12.0);
  }

  /** RIFF sizes are unsigned: up to 4 GiB. */
  private static int unsigned(long size) {
    if (size > 0xFFFF_FFFFL) {
      throw new IllegalArgumentException("too long for a WAV file: " + size + " bytes");
    }
    return (int) size;
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
