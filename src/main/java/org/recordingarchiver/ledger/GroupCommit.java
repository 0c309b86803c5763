package org.recordingarchiver.ledger;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Commits the writes of many threads in few transactions: whoever comes while a commit is under way
 * joins the next one. A write is durable when {@link #commit} returns.
 *
 * <p>A write that fails takes none of the others with it: the group is then tried one by one. Only
 * if no transaction can be had at all do they fail together.
 */
final class GroupCommit<W> {

  private static final int LARGEST_GROUP = 100;
  private static final int TRIES = 3;
  private static final long MOMENT_NANOS = 1_000_000;
  private static final int MOST_MOMENTS = 8;

  private final TransactionOperations transactions;
  private final Comparator<? super W> order;
  private final Consumer<List<W>> writer;
  private final Deque<Pending<W>> queue = new ArrayDeque<>();
  private boolean committing;
  private int lastGroup;

  /**
   * @param order in which a group is written: processes that keep the same order never wait for
   *     each other in a ring
   * @param writer writes a group, within a transaction
   */
  GroupCommit(
      TransactionOperations transactions, Comparator<? super W> order, Consumer<List<W>> writer) {
    this.transactions = transactions;
    this.order = order;
    this.writer = writer;
  }

  /** Writes it in a transaction, perhaps with others, and returns once it is committed. */
  void commit(W write) {
    Pending<W> mine = new Pending<>(write);
    List<Pending<W>> group = new ArrayList<>(LARGEST_GROUP);
    if (isFirst(mine) || mine.leadsInTheEnd()) {
      commit(group);
    }
    if (!mine.settled) {
      throw new IllegalStateException("left without a commit");
    }
    switch (mine.failure) {
      case null -> {}
      case Error error -> throw error;
      case RuntimeException failure -> throw failure;
      case Throwable other -> throw new IllegalStateException(other);
    }
  }

  /** Whether nobody commits: then it is for this one to do so. */
  private synchronized boolean isFirst(Pending<W> mine) {
    queue.add(mine);
    boolean first = !committing;
    committing = true;
    return first;
  }

  /**
   * A group costs little more than one: as long as others keep coming, or fewer came than the last
   * time, they are waited for, some moments in all.
   */
  private void awaitOthers() {
    int before = 0;
    int now = waiting();
    for (int moments = 0;
        (now > before || now < lastGroup()) && moments < MOST_MOMENTS;
        moments++) {
      LockSupport.parkNanos(MOMENT_NANOS);
      before = now;
      now = waiting();
    }
  }

  private synchronized int lastGroup() {
    return lastGroup;
  }

  /** How many writes wait for their commit to begin. */
  synchronized int waiting() {
    return queue.size();
  }

  /** Commits the oldest writes, of which the caller's is the first, by way of an empty list. */
  private void commit(List<Pending<W>> group) {
    try {
      awaitOthers();
      takeNext(group);
      if (group.size() == 1 || !commitTogether(group)) {
        commitEach(group);
      }
    } finally {
      passOn();
      group.forEach(pending -> pending.turn.release());
    }
  }

  private synchronized void takeNext(List<Pending<W>> group) {
    while (!queue.isEmpty() && group.size() < LARGEST_GROUP) {
      group.add(queue.remove());
    }
    lastGroup = group.size();
    group.sort((one, other) -> order.compare(one.write, other.write));
  }

  /** It is for the oldest of those who came meanwhile to commit them all. */
  private synchronized void passOn() {
    Pending<W> next = queue.peek();
    committing = next != null;
    if (next != null) {
      next.leads = true;
      next.turn.release();
    }
  }

  private boolean commitTogether(List<Pending<W>> group) {
    AtomicBoolean written = new AtomicBoolean();
    try {
      transactions.executeWithoutResult(status -> {
        writer.accept(group.stream().map(pending -> pending.write).toList());
        written.set(true);
      });
    } catch (DataAccessResourceFailureException | TransactionSystemException e) {
      if (!written.get()) {
        return false;
      }
      // The connection broke within the commit: nobody knows what came of it.
      group.forEach(pending -> pending.failure = e);
    } catch (CannotCreateTransactionException e) {
      // No connection to be had: the others wait for it just as long and in vain, one after
      // another.
      group.forEach(pending -> pending.failure = e);
    } catch (RuntimeException | Error e) {
      // One of them failed; each gets its own transaction and, if need be, its own exception.
      return false;
    }
    group.forEach(pending -> pending.settled = true);
    return true;
  }

  private void commitEach(List<Pending<W>> group) {
    @Nullable RuntimeException gone = null;
    for (Pending<W> pending : group) {
      try {
        if (gone != null) {
          throw gone;
        }
        commitPatiently(pending.write);
      } catch (CannotCreateTransactionException e) {
        gone = e;
        pending.failure = e;
      } catch (RuntimeException | Error e) {
        pending.failure = e;
      }
      pending.settled = true;
    }
  }

  /**
   * A transaction that lost against another one, or its connection before it was to be committed,
   * left nothing behind and may be repeated. A new connection is waited for as long as the pool
   * lets us. When the connection breaks within the commit, nobody knows what came of it.
   */
  private void commitPatiently(W write) {
    AtomicBoolean written = new AtomicBoolean();
    for (int tries = 1; ; tries++) {
      try {
        transactions.executeWithoutResult(status -> {
          writer.accept(List.of(write));
          written.set(true);
        });
        return;
      } catch (ConcurrencyFailureException e) {
        if (tries == TRIES) {
          throw e;
        }
      } catch (DataAccessResourceFailureException | TransactionSystemException e) {
        if (tries == TRIES || written.get()) {
          throw e;
        }
      }
      written.set(false);
    }
  }

  private static final class Pending<W> {
    private final W write;

    /** Free once its group was tried, or it is for this one to commit. */
    private final Semaphore turn = new Semaphore(0);

    private boolean leads;
    private @Nullable Throwable failure;
    private boolean settled;

    Pending(W write) {
      this.write = write;
    }

    private boolean leadsInTheEnd() {
      turn.acquireUninterruptibly();
      return leads;
    }
  }
}
