package org.recordingarchiver.launch;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.boot.SpringApplication;

/**
 * Gives the process its exit code, whoever ends it. After SIGTERM or SIGINT Spring closes the
 * context; the JVM would then end with 143 or 130, so this ends it first. What takes too long is
 * cut off, and so is everything at a second signal: the next run puts right what that leaves.
 */
final class Shutdown {

  /** Longer than a run may take to give back what it has in hand. */
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  private static final long SECONDS_FOR_LAST_WORDS = 5;

  private final CountDownLatch ended = new CountDownLatch(1);
  private final AtomicInteger signals = new AtomicInteger();
  private volatile boolean signalled;
  private volatile int code = ExitCode.STOPPED.number();
  private volatile Duration patience = PATIENCE;

  /** From now on signals end the process with {@link ExitCode#STOPPED}. */
  void hearSignals() {
    Signals.hear(this::signal);
  }

  /** Must be called before a context starts. */
  void watch() {
    SpringApplication.getShutdownHandlers().add(this::halt);
  }

  /** Gives what is in hand at a signal so much time. */
  void waitUpTo(Duration time) {
    patience = time;
  }

  /** Whether a signal asked the process to end. */
  boolean isSignalled() {
    return signalled;
  }

  /** Ends the process. */
  void end(int exitCode) {
    code = exitCode;
    ended.countDown();
    System.exit(exitCode);
  }

  private void signal() {
    if (signals.incrementAndGet() > 1) {
      Runtime.getRuntime().halt(code);
    }
    if (ended.getCount() == 0) {
      return; // it ends already, with the code of its work
    }
    signalled = true;
    Thread.ofPlatform().daemon().name("patience").start(this::cutOff);
    System.exit(ExitCode.STOPPED.number());
  }

  private void cutOff() {
    pause(patience);
    Runtime.getRuntime().halt(ExitCode.STOPPED.number());
  }

  /**
   * Runs after the context is closed; the main thread may still have a line to print. Where the
   * exit code is right already, others may finish what they do at an exit, such as a flight
   * recording.
   */
  private void halt() {
    try {
      if (!signalled) {
        return;
      }
      ended.await(SECONDS_FOR_LAST_WORDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    Runtime.getRuntime().halt(code);
  }

  private static void pause(Duration time) {
    try {
      Thread.sleep(time);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
