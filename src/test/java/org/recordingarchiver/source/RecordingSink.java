package org.recordingarchiver.source;

import java.io.ByteArrayOutputStream;

/** Keeps what it is given, and counts how often it had to begin again. */
final class RecordingSink implements ByteSink {

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private int restarts;

  @Override
  public void restart() {
    restarts++;
    bytes.reset();
  }

  @Override
  public void write(byte[] more, int offset, int length) {
    bytes.write(more, offset, length);
  }

  byte[] bytes() {
    return bytes.toByteArray();
  }

  int restarts() {
    return restarts;
  }
}
