package org.recordingarchiver.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.transaction.support.SimpleTransactionStatus;
import org.springframework.transaction.support.TransactionCallback;
import org.springframework.transaction.support.TransactionOperations;

@Timeout(value = 180, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class GroupCommitTests {

  private record Write(int place, Runnable work) {}

  /** Keeps what was written only if the transaction is committed. */
  private static final class Ledger implements TransactionOperations {
    private final List<Integer> committed = new ArrayList<>();
    private final List<Integer> written = new ArrayList<>();
    private final List<Integer> sizes = new ArrayList<>();
    private final AtomicInteger waits = new AtomicInteger();
    private volatile boolean isReachable = true;
    private volatile boolean breaksInCommit;

    @Override
    public synchronized <T extends @Nullable Object> T execute(TransactionCallback<T> action) {
      if (!isReachable) {
        waits.incrementAndGet();
        throw new CannotCreateTransactionException("connection refused");
      }
      written.clear();
      TransactionStatus status = new SimpleTransactionStatus();
      T result = action.doInTransaction(status);
      committed.addAll(written);
      sizes.add(written.size());
      if (breaksInCommit) {
        throw new TransactionSystemException("connection reset");
      }
      return result;
    }

    void write(int value) {
      written.add(value);
    }
  }

  private final Ledger ledger = new Ledger();
  private final GroupCommit<Write> group =
      new GroupCommit<>(
          ledger,
          Comparator.comparingInt(Write::place),
          writes -> writes.forEach(it -> it.work().run()));
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  private void commit(Runnable work) {
    group.commit(new Write(0, work));
  }

  /** Writes {@code others} while a first commit is under way, so that they form one group. */
  private List<CompletableFuture<Void>> together(List<Runnable> others) {
    return together(others, () -> {});
  }

  /** Also lets something happen before that first commit ends. */
  private List<CompletableFuture<Void>> together(List<Runnable> others, Runnable meanwhile) {
    return atOnce(others.stream().<Runnable>map(other -> () -> commit(other)).toList(), meanwhile);
  }

  private List<CompletableFuture<Void>> atOnce(List<Runnable> others, Runnable meanwhile) {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch released = new CountDownLatch(1);
    CompletableFuture<Void> first =
        CompletableFuture.runAsync(
            () ->
                commit(() -> {
                  begun.countDown();
                  await(released);
                }),
            threads);
    await(begun);
    List<CompletableFuture<Void>> all = new ArrayList<>(List.of(first));
    for (Runnable other : others) {
      all.add(CompletableFuture.runAsync(other, threads));
    }
    Awaitility.await().until(() -> group.waiting() == others.size());
    meanwhile.run();
    released.countDown();
    return all;
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(2, TimeUnit.MINUTES)).isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private List<Runnable> writes(int count) {
    return IntStream.range(0, count).<Runnable>mapToObj(i -> () -> ledger.write(i)).toList();
  }

  @Test
  void everyWriteOfManyThreadsIsCommittedOnceAndInFewTransactions() {
    together(writes(300)).forEach(CompletableFuture::join);

    assertThat(ledger.committed).hasSize(300).doesNotHaveDuplicates();
    assertThat(ledger.sizes).hasSizeLessThan(150).allMatch(size -> size <= 100);
  }

  @Test
  void aWriteThatFailsTakesNoneOfTheOthersWithIt() {
    List<Runnable> writes = new ArrayList<>(writes(20));
    writes.add(() -> {
      throw new IllegalStateException("mine alone");
    });

    List<CompletableFuture<Void>> all = together(writes);

    assertThatExceptionOfType(CompletionException.class)
        .isThrownBy(all.getLast()::join)
        .withRootCauseExactlyInstanceOf(IllegalStateException.class);
    all.subList(0, all.size() - 1).forEach(CompletableFuture::join);
    assertThat(ledger.committed).hasSize(20).doesNotHaveDuplicates();
  }

  @Test
  void anErrorInOneWriteLeavesNobodyWaiting() {
    List<Runnable> writes = new ArrayList<>(writes(20));
    writes.add(() -> {
      throw new StackOverflowError("mine alone");
    });

    List<CompletableFuture<Void>> all = together(writes);

    assertThatExceptionOfType(CompletionException.class)
        .isThrownBy(all.getLast()::join)
        .withRootCauseExactlyInstanceOf(StackOverflowError.class);
    all.subList(0, all.size() - 1).forEach(CompletableFuture::join);
    assertThat(ledger.committed).hasSize(20).doesNotHaveDuplicates();
  }

  @Test
  void aGroupWaitsOnlyOnceForADatabaseThatIsGone() {
    List<Runnable> writes = new ArrayList<>(writes(20));

    List<CompletableFuture<Void>> all = together(writes, () -> ledger.isReachable = false);

    all.getFirst().join();
    assertThat(all.subList(1, all.size()))
        .allSatisfy(write ->
            assertThatExceptionOfType(CompletionException.class)
                .isThrownBy(write::join)
                .withCauseInstanceOf(CannotCreateTransactionException.class));
    assertThat(ledger.waits).hasValueLessThan(10);
  }

  @Test
  void aDeadlockIsTriedAgain() {
    AtomicInteger tries = new AtomicInteger();

    commit(() -> {
      if (tries.incrementAndGet() < 3) {
        throw new CannotAcquireLockException("deadlock detected");
      }
      ledger.write(1);
    });

    assertThat(ledger.committed).containsExactly(1);
  }

  @Test
  void aDeadlockThatNeverEndsIsTold() {
    assertThatExceptionOfType(CannotAcquireLockException.class)
        .isThrownBy(() ->
            commit(() -> {
              throw new CannotAcquireLockException("deadlock detected");
            }));
  }

  @Test
  void aGroupIsWrittenInTheOrderOfItsPlaces() {
    List<Runnable> commits =
        IntStream.range(0, 20)
            .mapToObj(i -> 19 - i)
            .<Runnable>map(i -> () -> group.commit(new Write(i, () -> ledger.write(i))))
            .toList();

    atOnce(commits, () -> {}).forEach(CompletableFuture::join);

    assertThat(ledger.sizes).contains(20);
    assertThat(ledger.committed).isSorted();
  }

  @Test
  void aConnectionThatBreaksBeforeTheCommitIsReplaced() {
    AtomicInteger tries = new AtomicInteger();

    commit(() -> {
      ledger.write(1);
      if (tries.incrementAndGet() == 1) {
        throw new DataAccessResourceFailureException("terminated");
      }
      if (tries.get() == 2) {
        throw new TransactionSystemException("the rollback failed too");
      }
    });

    assertThat(ledger.committed).containsExactly(1);
  }

  /** It may have been committed: written twice it would be told from what really came of it. */
  @Test
  void aConnectionThatBreaksWithinTheCommitIsTold() {
    ledger.breaksInCommit = true;

    assertThatExceptionOfType(TransactionSystemException.class)
        .isThrownBy(() -> commit(() -> ledger.write(1)));

    assertThat(ledger.committed).containsExactly(1);
  }

  @Test
  void whatIsTriedOneByOneWaitsOnlyOnceToo() {
    List<Runnable> writes = new ArrayList<>(writes(20));
    writes.addFirst(() -> {
      ledger.isReachable = false;
      throw new DataAccessResourceFailureException("terminated");
    });

    List<CompletableFuture<Void>> all = together(writes);

    assertThat(all.subList(1, all.size()))
        .allSatisfy(write ->
            assertThatExceptionOfType(CompletionException.class)
                .isThrownBy(write::join)
                .withCauseInstanceOf(CannotCreateTransactionException.class));
    assertThat(ledger.waits).hasValueLessThan(10);
  }
}
