package org.recordingarchiver.archival;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;

/** What a run has moved so far: feeds the progress line, and the heartbeat that needs progress. */
final class RunMeter {

  private final LongAdder bytes = new LongAdder();
  private final LongAdder done = new LongAdder();
  private final LongSupplier nanoTime;
  private final AtomicLong lastProgress;
  private volatile RunProgress.Stage stage = RunProgress.Stage.ARCHIVING;
  private volatile long total;
  private volatile long atRisk;

  RunMeter() {
    this(System::nanoTime);
  }

  RunMeter(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    this.lastProgress = new AtomicLong(nanoTime.getAsLong());
  }

  void enter(RunProgress.Stage next, long expected) {
    stage = next;
    total = expected;
    done.reset();
    moved();
  }

  void received(int count) {
    bytes.add(count);
    moved();
  }

  void settledOne() {
    done.increment();
    moved();
  }

  void noteAtRisk(long chunks) {
    atRisk = chunks;
  }

  /** A try that ended is progress too: all lanes may be waiting for a source that hangs. */
  void tried() {
    moved();
  }

  /** Something came nearer its end, if only a little. */
  void moved() {
    lastProgress.lazySet(nanoTime.getAsLong());
  }

  Duration sinceProgress() {
    return Duration.ofNanos(nanoTime.getAsLong() - lastProgress.get());
  }

  RunProgress snapshot() {
    long settled = done.sum();
    return new RunProgress(stage, settled, Math.max(total, settled), bytes.sum(), atRisk);
  }
}
