package org.recordingarchiver.simulator;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.time.Duration;

/** Writes no faster than asked, and tells the journal how much. */
final class PacedStream extends FilterOutputStream {

  private static final int SLICES_PER_SECOND = 20;

  private final Journal.Entry entry;
  private final long bytesPerSecond;

  PacedStream(OutputStream out, Journal.Entry entry, long bytesPerSecond) {
    super(out);
    this.entry = entry;
    this.bytesPerSecond = bytesPerSecond;
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    if (bytesPerSecond == Answer.UNLIMITED) {
      writeSlice(bytes, offset, length);
      return;
    }
    int slice = Math.clamp(bytesPerSecond / SLICES_PER_SECOND, 1, 1 << 16);
    for (int done = 0; done < length; done += slice) {
      int count = Math.min(slice, length - done);
      pause(count);
      writeSlice(bytes, offset + done, count);
      out.flush();
    }
  }

  /** Counted before written: who has seen a byte finds it in the journal. */
  private void writeSlice(byte[] bytes, int offset, int length) throws IOException {
    entry.sends(length);
    out.write(bytes, offset, length);
  }

  private void pause(int bytes) throws IOException {
    try {
      Thread.sleep(Duration.ofNanos(bytes * 1_000_000_000L / bytesPerSecond));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw (IOException) new InterruptedIOException("the simulator closes").initCause(e);
    }
  }
}
