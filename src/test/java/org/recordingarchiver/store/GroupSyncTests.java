package org.recordingarchiver.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GroupSyncTests {

  @Test
  void callsOnceForWhoeverComesAlone() throws IOException {
    AtomicInteger calls = new AtomicInteger();
    GroupSync group = new GroupSync(calls::incrementAndGet);

    group.await(group.begun());
    group.await(group.begun());

    assertThat(calls).hasValue(2);
  }

  @Test
  void whoeverComesDuringACallWaitsForTheNextTogether() throws Exception {
    AtomicInteger calls = new AtomicInteger();
    CountDownLatch release = new CountDownLatch(1);
    GroupSync group =
        new GroupSync(() -> {
          if (calls.incrementAndGet() == 1) {
            waitFor(release);
          }
        });

    try (ExecutorService threads = Executors.newCachedThreadPool()) {
      Future<?> first = threads.submit(awaiting(group, 0));
      await().until(() -> calls.get() == 1);
      List<Future<Object>> others =
          IntStream.range(0, 20).mapToObj(i -> threads.submit(awaiting(group, 0))).toList();
      await().until(() -> group.waiting() == 20);
      release.countDown();
      first.get();
      for (Future<?> other : others) {
        other.get();
      }
    }

    assertThat(calls).hasValue(2);
  }

  @Test
  void nobodyReturnsBeforeACallThatBeganAfterHeCame() throws Exception {
    AtomicLong written = new AtomicLong();
    AtomicLong durable = new AtomicLong();
    GroupSync group =
        new GroupSync(() -> {
          long seen = written.get();
          durable.set(seen);
        });

    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      Callable<Boolean> writer =
          () -> {
            boolean right = true;
            for (int i = 0; i < 500; i++) {
              long mine = written.incrementAndGet();
              group.await(group.begun());
              right &= durable.get() >= mine;
            }
            return right;
          };
      for (Future<Boolean> each :
          threads.invokeAll(List.of(writer, writer, writer, writer, writer, writer))) {
        assertThat(each.get()).isTrue();
      }
    }
  }

  @Test
  void aLossFailsEveryoneWhoHadBegunBeforeItWasTold() throws IOException {
    AtomicInteger calls = new AtomicInteger();
    GroupSync group =
        new GroupSync(() -> {
          if (calls.incrementAndGet() == 1) {
            throw new IOException("Input/output error");
          }
        });
    long before = group.begun();
    long alsoBefore = group.begun();

    assertThatIOException().isThrownBy(() -> group.await(before)).withMessage("Input/output error");
    long after = group.begun();

    assertThatIOException().isThrownBy(() -> group.await(alsoBefore));
    assertThatCode(() -> group.await(after)).doesNotThrowAnyException();
    assertThat(calls).hasValue(3);
  }

  @Test
  void aCallThatBreaksOffFailsThoseWhoWaitAndNoneAfterThem() {
    AtomicInteger calls = new AtomicInteger();
    GroupSync group =
        new GroupSync(() -> {
          if (calls.incrementAndGet() == 1) {
            throw new IllegalStateException("broken");
          }
        });
    long before = group.begun();

    assertThatIOException().isThrownBy(() -> group.await(before)).withMessageContaining("durable");

    assertThatCode(() -> group.await(group.begun())).doesNotThrowAnyException();
  }

  private static Callable<Object> awaiting(GroupSync group, long begun) {
    return () -> {
      group.await(begun);
      return "durable";
    };
  }

  private static void waitFor(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
