package org.recordingarchiver.archival;

import java.time.Duration;
import org.recordingarchiver.ledger.ChunkQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/** Tells an observer four times a second how far a run is. */
final class ProgressTicker implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(ProgressTicker.class);
  private static final Duration TICK = Duration.ofMillis(250);
  private static final int TICKS_PER_COUNT = 20;

  private final Run run;
  private final RunObserver observer;
  private final ChunkQueue queue;
  private final Duration atRisk;
  private final Thread thread;
  private volatile boolean closed;

  private ProgressTicker(Run run, RunObserver observer, ChunkQueue queue, Duration atRisk) {
    this.run = run;
    this.observer = observer;
    this.queue = queue;
    this.atRisk = atRisk;
    this.thread = Thread.ofPlatform().daemon().name("progress").unstarted(this::tickUntilClosed);
  }

  static ProgressTicker start(Run run, RunObserver observer, ChunkQueue queue, Duration atRisk) {
    ProgressTicker ticker = new ProgressTicker(run, observer, queue, atRisk);
    ticker.thread.start();
    return ticker;
  }

  private void tickUntilClosed() {
    for (int tick = 0; !closed; tick++) {
      if (tick % TICKS_PER_COUNT == 0) {
        countAtRisk();
      }
      observer.progressed(run.meter().snapshot());
      pause();
    }
    observer.progressed(run.meter().snapshot());
  }

  private void countAtRisk() {
    try {
      run.meter().noteAtRisk(queue.atRisk(atRisk));
    } catch (DataAccessException | TransactionException e) {
      log.debug("the chunks at risk can't be counted now", e);
    }
  }

  private void pause() {
    try {
      Thread.sleep(TICK);
    } catch (InterruptedException e) {
      closed = true;
    }
  }

  @Override
  public void close() {
    closed = true;
    thread.interrupt();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
