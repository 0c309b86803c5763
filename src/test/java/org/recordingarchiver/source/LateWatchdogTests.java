package org.recordingarchiver.source;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import okhttp3.Call;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okio.AsyncTimeout;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

@Isolated("okio has one watchdog for the whole JVM")
class LateWatchdogTests {

  private static final Duration LIMIT = Duration.ofMillis(50);

  @Test
  void aSocketThatGivesUpBehindTheLimitIsCalledLate() throws InterruptedException {
    CountDownLatch kept = new CountDownLatch(1);
    CountDownLatch busy = new CountDownLatch(1);
    AsyncTimeout keepsItBusy =
        new AsyncTimeout() {
          @Override
          protected void timedOut() {
            busy.countDown();
            awaitUninterruptibly(kept);
          }
        };
    keepsItBusy.timeout(1, TimeUnit.MILLISECONDS);
    keepsItBusy.enter();
    busy.await();
    try {
      Deadline deadline = new Deadline(call(), LIMIT);

      assertThatExceptionOfType(TooSlow.class)
          .isThrownBy(() -> deadline.bound(LateWatchdogTests::giveUpLater, "too late"))
          .withMessage("too late");
    } finally {
      kept.countDown();
    }
  }

  /** One that is never sent. */
  static Call call() {
    return new OkHttpClient().newCall(new Request.Builder().url("http://127.0.0.1/").build());
  }

  private static okhttp3.Response giveUpLater() throws SocketTimeoutException {
    long begin = System.nanoTime();
    while (System.nanoTime() - begin <= LIMIT.toNanos()) {
      Thread.onSpinWait();
    }
    throw new SocketTimeoutException("read timed out");
  }

  private static void awaitUninterruptibly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
