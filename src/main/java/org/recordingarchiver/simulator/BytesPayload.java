package org.recordingarchiver.simulator;

import java.io.IOException;
import java.io.OutputStream;

/** Bytes held in memory. */
final class BytesPayload implements Payload {

  private final byte[] bytes;

  BytesPayload(byte[] bytes) {
    this.bytes = bytes;
  }

  @Override
  public long length() {
    return bytes.length;
  }

  @Override
  public void writeTo(OutputStream out, long from, long count) throws IOException {
    out.write(bytes, Math.toIntExact(from), Math.toIntExact(count));
  }
}
