package org.recordingarchiver.launch;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.springframework.boot.SpringApplication;

/**
 * Gives the process its exit code, whoever ends it. After SIGTERM or SIGINT Spring closes the
 * context; the JVM would then end with 143 or 130, so this ends it first.
 */
final class Shutdown {

  private static final long SECONDS_FOR_LAST_WORDS = 5;

  private final CountDownLatch ended = new CountDownLatch(1);
  private final CountDownLatch looked = new CountDownLatch(1);
  private volatile int code = ExitCode.STOPPED.number();
  private volatile boolean signalled;

  /** Must be called before a context starts. */
  void watch() {
    Runtime.getRuntime().addShutdownHook(new Thread(this::look));
    SpringApplication.getShutdownHandlers().add(this::halt);
  }

  private void look() {
    signalled = ended.getCount() > 0;
    looked.countDown();
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

  /**
   * Runs after the context is closed; the main thread may still have a line to print. Where the
   * exit code is right already, others may finish what they do at an exit, such as a flight
   * recording.
   */
  private void halt() {
    try {
      looked.await(SECONDS_FOR_LAST_WORDS, TimeUnit.SECONDS);
      if (looked.getCount() == 0 && !signalled) {
        return;
      }
      ended.await(SECONDS_FOR_LAST_WORDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    Runtime.getRuntime().halt(code);
  }
}
