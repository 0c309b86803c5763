package org.recordingarchiver.support;

import java.time.Clock;
import java.util.concurrent.atomic.AtomicBoolean;

/** Is told before and after each call of the source and the store, and may wait, throw or halt. */
@FunctionalInterface
public interface Hook {

  /**
   * Is at a point.
   *
   * @param point for example {@code before publish 2026/01/05/…/data/chunk-0000-5b1e77a0.wav}: the
   *     method, and what it is called with
   */
  void reach(String point);

  /** Does the work where somebody first comes to a point that begins so; others go on meanwhile. */
  static Hook once(String start, Runnable work) {
    AtomicBoolean done = new AtomicBoolean();
    return point -> {
      if (point.startsWith(start) && done.compareAndSet(false, true)) {
        work.run();
      }
    };
  }

  /** The clock of this process, perhaps another than the machine's. */
  default Clock clock(Clock real) {
    return real;
  }
}
