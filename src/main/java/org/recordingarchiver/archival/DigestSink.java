package org.recordingarchiver.archival;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.recordingarchiver.source.ByteSink;
import org.recordingarchiver.store.Digest;
import org.recordingarchiver.store.Sha256;

/** Keeps nothing but the digest. */
final class DigestSink implements ByteSink {

  private final RunMeter meter;
  private final MessageDigest sha256 = newSha256();
  private long length;

  DigestSink(RunMeter meter) {
    this.meter = meter;
  }

  @Override
  public void restart() {
    sha256.reset();
    length = 0;
  }

  @Override
  public void write(byte[] bytes, int offset, int count) {
    sha256.update(bytes, offset, count);
    length += count;
    meter.received(count);
  }

  Digest digest() {
    return new Digest(length, new Sha256(HexFormat.of().formatHex(sha256.digest())));
  }

  private static MessageDigest newSha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
