package org.recordingarchiver.archival;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.recordingarchiver.source.RecordingSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Stops the run of this process when the application is shut down: no new chunks, calls to the
 * source are broken off, what is in hand is given back, and the job ends STOPPED before the
 * database connections go.
 */
@Component
class ActiveRun implements SmartLifecycle {

  private static final Logger log = LoggerFactory.getLogger(ActiveRun.class);
  private static final String STOPPED = "stopped by a signal, the next run goes on";
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final RecordingSource source;
  private @Nullable Run current;
  private CountDownLatch ended = new CountDownLatch(0);
  private volatile boolean running;

  ActiveRun(RecordingSource source) {
    this.source = source;
  }

  /**
   * Before anything is written for a run.
   *
   * @throws IllegalStateException if the application is being shut down
   */
  void refuseIfStopped() {
    if (!running) {
      throw new IllegalStateException("stopped by a signal: no further run begins");
    }
  }

  synchronized void begin(Run run) {
    current = run;
    ended = new CountDownLatch(1);
    if (!running) {
      run.stop(STOPPED);
    }
  }

  synchronized void end(Run run) {
    current = null;
    ended.countDown();
  }

  @Override
  public void start() {
    running = true;
  }

  @Override
  public void stop() {
    running = false;
    Run run = current();
    if (run == null) {
      return;
    }
    log.info("stopping: no new chunks; what is in hand is given back");
    run.stop(STOPPED);
    source.stop();
    awaitEnd();
  }

  synchronized @Nullable Run current() {
    return current;
  }

  private void awaitEnd() {
    CountDownLatch latch;
    synchronized (this) {
      latch = ended;
    }
    try {
      if (!latch.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        log.warn("the run did not end within {}; the next run recovers it", PATIENCE);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  /** The last to start is the first to stop: before the database and the HTTP client go. */
  @Override
  public int getPhase() {
    return Integer.MAX_VALUE;
  }
}
