package org.recordingarchiver.simulator;

import java.io.IOException;
import java.io.OutputStream;

/** One payload after the other. */
record JoinedPayload(Payload first, Payload second) implements Payload {

  @Override
  public long length() {
    return first.length() + second.length();
  }

  @Override
  public void writeTo(OutputStream out, long from, long count) throws IOException {
    long ofFirst = Math.clamp(first.length() - from, 0, count);
    if (ofFirst > 0) {
      first.writeTo(out, from, ofFirst);
    }
    if (count > ofFirst) {
      second.writeTo(out, from + ofFirst - first.length(), count - ofFirst);
    }
  }
}
