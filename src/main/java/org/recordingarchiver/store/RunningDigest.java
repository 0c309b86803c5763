package org.recordingarchiver.store;

import java.nio.ByteBuffer;
import java.security.MessageDigest;

/** Digests bytes as they pass. */
public final class RunningDigest {

  private final MessageDigest sha256 = Sha256.digester();
  private long length;

  void add(ByteBuffer bytes) {
    length += bytes.remaining();
    sha256.update(bytes);
  }

  public void add(byte[] bytes, int offset, int count) {
    sha256.update(bytes, offset, count);
    length += count;
  }

  public void restart() {
    sha256.reset();
    length = 0;
  }

  long length() {
    return length;
  }

  /** What passed; to be asked once, or once more after a restart. */
  public Digest finish() {
    return new Digest(length, Sha256.result(sha256.digest()));
  }
}
