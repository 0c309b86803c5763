package org.recordingarchiver.archival;

import java.io.ByteArrayOutputStream;

/**
 * The first bytes of what arrives: enough for a look at media, and for a whole metadata document.
 */
final class Head {

  private static final int MOST = 1 << 20;
  private static final int ENOUGH_FOR_MEDIA = 64;

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(ENOUGH_FOR_MEDIA);
  private final int most;

  Head(boolean document) {
    most = document ? MOST : ENOUGH_FOR_MEDIA;
  }

  void clear() {
    bytes.reset();
  }

  void take(byte[] source, int offset, int length) {
    int room = most - bytes.size();
    if (room > 0) {
      bytes.write(source, offset, Math.min(room, length));
    }
  }

  byte[] toByteArray() {
    return bytes.toByteArray();
  }
}
