package org.recordingarchiver.archival;

import java.time.Duration;
import org.recordingarchiver.ledger.ChunkQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/** Tells an observer four times a second how far a run is. */
final class ProgressTicker {

  private static final Logger log = LoggerFactory.getLogger(ProgressTicker.class);
  private static final Duration TICK = Duration.ofMillis(250);
  private static final int TICKS_PER_COUNT = 20;

  private final Run run;
  private final RunObserver observer;
  private final ChunkQueue queue;
  private final Duration atRisk;
  private int ticks;

  ProgressTicker(Run run, RunObserver observer, ChunkQueue queue, Duration atRisk) {
    this.run = run;
    this.observer = observer;
    this.queue = queue;
    this.atRisk = atRisk;
  }

  Pulse start() {
    return Pulse.start("progress", TICK, this::tick);
  }

  private void tick() {
    if (ticks++ % TICKS_PER_COUNT == 0) {
      countAtRisk();
    }
    tell();
  }

  /** Says once more how far it is, after the last tick. */
  void tell() {
    observer.progressed(run.meter().snapshot());
  }

  private void countAtRisk() {
    try {
      run.meter().noteAtRisk(queue.atRisk(atRisk));
    } catch (DataAccessException | TransactionException e) {
      log.debug("the chunks at risk can't be counted now", e);
    }
  }
}
