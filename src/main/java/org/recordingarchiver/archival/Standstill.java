package org.recordingarchiver.archival;

import java.time.Duration;
import java.util.function.LongSupplier;

/** Tells a run that hangs from one that is slow: one that reads a large file back moves on too. */
final class Standstill {

  static final Duration LONGEST = Duration.ofMinutes(5);

  private final RunMeter meter;
  private final LongSupplier bytesReadBack;
  private long known;

  /**
   * Looks at a run.
   *
   * @param bytesReadBack by the store, see {@link
   *     org.recordingarchiver.store.ArchiveStore#bytesReadBack}
   */
  Standstill(RunMeter meter, LongSupplier bytesReadBack) {
    this.meter = meter;
    this.bytesReadBack = bytesReadBack;
  }

  /** To be asked now and then, by one thread. */
  boolean isTooLong() {
    long now = bytesReadBack.getAsLong();
    if (now != known) {
      known = now;
      meter.moved();
    }
    return meter.sinceProgress().compareTo(LONGEST) > 0;
  }
}
