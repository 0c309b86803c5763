package org.recordingarchiver.simulator;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** How long an MP4 plays, as its movie header says: {@code moov/mvhd}, version 0. */
final class Mp4Duration {

  private static final int BOX_HEADER_BYTES = 8;
  private static final int TIMESCALE_AT = 12;

  private Mp4Duration() {}

  static Duration of(byte[] file) {
    ByteBuffer header = box(box(ByteBuffer.wrap(file), "moov"), "mvhd");
    long unitsPerSecond = Integer.toUnsignedLong(header.getInt(TIMESCALE_AT));
    long units = Integer.toUnsignedLong(header.getInt(TIMESCALE_AT + Integer.BYTES));
    return Duration.ofMillis(units * 1000 / unitsPerSecond);
  }

  private static ByteBuffer box(ByteBuffer parent, String type) {
    for (int at = 0; at < parent.limit(); at += parent.getInt(at)) {
      byte[] found = new byte[Integer.BYTES];
      parent.get(at + Integer.BYTES, found);
      if (type.equals(new String(found, StandardCharsets.US_ASCII))) {
        return parent.slice(at + BOX_HEADER_BYTES, parent.getInt(at) - BOX_HEADER_BYTES);
      }
    }
    throw new IllegalArgumentException("no " + type + " box");
  }
}
