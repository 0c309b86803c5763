package org.recordingarchiver.archival;

import java.time.Duration;

/** Does something again and again beside a run, until it is closed. */
final class Pulse implements AutoCloseable {

  private final Duration interval;
  private final Runnable beat;
  private final Thread thread;
  private volatile boolean closed;

  private Pulse(String name, Duration interval, Runnable beat) {
    this.interval = interval;
    this.beat = beat;
    this.thread = Thread.ofPlatform().daemon().name(name).unstarted(this::beatUntilClosed);
  }

  /** Beats at once, and then once per interval, from a thread of its own. */
  static Pulse start(String name, Duration interval, Runnable beat) {
    Pulse pulse = new Pulse(name, interval, beat);
    pulse.thread.start();
    return pulse;
  }

  private void beatUntilClosed() {
    while (!closed) {
      beat.run();
      pause();
    }
  }

  private void pause() {
    try {
      Thread.sleep(interval);
    } catch (InterruptedException e) {
      closed = true;
    }
  }

  /** Waits for the beat that may be under way; there is none afterwards. */
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
