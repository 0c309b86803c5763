package org.recordingarchiver.archival;

import org.recordingarchiver.source.ByteSink;
import org.recordingarchiver.store.Digest;
import org.recordingarchiver.store.RunningDigest;

/** Keeps nothing but the digest. */
final class DigestSink implements ByteSink {

  private final RunMeter meter;
  private final RunningDigest running = new RunningDigest();

  DigestSink(RunMeter meter) {
    this.meter = meter;
  }

  @Override
  public void restart() {
    running.restart();
  }

  @Override
  public void write(byte[] bytes, int offset, int count) {
    running.add(bytes, offset, count);
    meter.received(count);
  }

  /** What came; to be asked once. */
  Digest digest() {
    return running.finish();
  }
}
