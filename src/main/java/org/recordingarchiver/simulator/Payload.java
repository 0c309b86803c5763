package org.recordingarchiver.simulator;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Duration;

/** Bytes that can be served from any offset, as often as asked, always the same. */
public interface Payload {

  long length();

  /** Writes {@code count} bytes beginning at {@code from}; the caller keeps to the length. */
  void writeTo(OutputStream out, long from, long count) throws IOException;

  /** All bytes at once. */
  default byte[] bytes() {
    try {
      ByteArrayOutputStream all = new ByteArrayOutputStream(Math.toIntExact(length()));
      writeTo(all, 0, length());
      return all.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Payload of(byte[] bytes) {
    return new BytesPayload(bytes.clone());
  }

  /** Bytes that don't compress, made while they are written: any length, no memory. */
  static Payload noise(long length, long seed) {
    return new NoisePayload(length, seed);
  }

  /**
   * A whole WAV file of noise, made while it is written: 16 kHz, 16 bits. Five channels and four
   * hours make the largest chunk that ACS writes, 2,304,000,000 bytes of samples (WIRE.md 4).
   */
  static Payload wav(int channels, Duration duration, long seed) {
    long samples = duration.toMillis() * (Wav.SAMPLE_RATE / 1000) * channels * Wav.SAMPLE_BYTES;
    return new JoinedPayload(of(Wav.header(channels, samples)), noise(samples, seed));
  }
}
