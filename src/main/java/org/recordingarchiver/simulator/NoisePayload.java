package org.recordingarchiver.simulator;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;

/** Pseudo-random bytes in words of eight, each a function of seed and position (SplitMix64). */
record NoisePayload(long length, long seed) implements Payload {

  private static final int BUFFER_BYTES = 1 << 16;
  private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

  NoisePayload {
    if (length < 0) {
      throw new IllegalArgumentException("negative length: " + length);
    }
  }

  @Override
  public void writeTo(OutputStream out, long from, long count) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES);
    long end = from + count;
    for (long next = from; next < end; ) {
      long word = next / Long.BYTES;
      int skipped = (int) (next % Long.BYTES);
      fill(buffer, word);
      int slice = (int) Math.min(BUFFER_BYTES - skipped, end - next);
      out.write(buffer.array(), skipped, slice);
      next += slice;
    }
  }

  private void fill(ByteBuffer buffer, long firstWord) {
    for (int i = 0; i < BUFFER_BYTES / Long.BYTES; i++) {
      buffer.putLong(i * Long.BYTES, mixed(seed + (firstWord + i) * GOLDEN_GAMMA));
    }
  }

  private static long mixed(long word) {
    long once = (word ^ (word >>> 30)) * 0xBF58476D1CE4E5B9L;
    long twice = (once ^ (once >>> 27)) * 0x94D049BB133111EBL;
    return twice ^ (twice >>> 31);
  }
}
