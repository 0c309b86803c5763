package org.recordingarchiver.ledger;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Commits the writes of many threads in few transactions: whoever comes while a commit is under way
 * joins the next one. A write is durable when {@link #commit} returns.
 *
 * <p>A write that fails takes none of the others with it: the group is then tried one by one. Only
 * if no transaction can be had at all do they fail together.
 */
final class GroupCommit {

  private static final int LARGEST_GROUP = 100;
  private static final int TRIES = 3;

  private final TransactionOperations transactions;
  private final Queue<Pending> queue = new ConcurrentLinkedQueue<>();
  private final ReentrantLock committing = new ReentrantLock(true);

  GroupCommit(TransactionOperations transactions) {
    this.transactions = transactions;
  }

  /** Runs {@code write} in a transaction, perhaps with others, and returns once it is committed. */
  void commit(Runnable write) {
    Pending mine = new Pending(write);
    queue.add(mine);
    committing.lock();
    try {
      while (!mine.settled) {
        commitGroup();
      }
    } finally {
      committing.unlock();
    }
    switch (mine.failure) {
      case null -> {}
      case Error error -> throw error;
      case RuntimeException failure -> throw failure;
      case Throwable other -> throw new IllegalStateException(other);
    }
  }

  private void commitGroup() {
    List<Pending> group = nextGroup();
    if (group.size() > 1 && commitTogether(group)) {
      return;
    }
    group.forEach(this::commitAlone);
  }

  private List<Pending> nextGroup() {
    List<Pending> group = new ArrayList<>();
    for (Pending next = queue.poll(); next != null; next = queue.poll()) {
      group.add(next);
      if (group.size() == LARGEST_GROUP) {
        break;
      }
    }
    return group;
  }

  private boolean commitTogether(List<Pending> group) {
    try {
      transactions.executeWithoutResult(status -> group.forEach(pending -> pending.write.run()));
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

  private void commitAlone(Pending pending) {
    try {
      commitThroughDeadlocks(pending.write);
    } catch (RuntimeException | Error e) {
      pending.failure = e;
    }
    pending.settled = true;
  }

  /** A transaction that lost against another one left nothing behind and may be repeated. */
  private void commitThroughDeadlocks(Runnable write) {
    for (int tries = 1; ; tries++) {
      try {
        transactions.executeWithoutResult(status -> write.run());
        return;
      } catch (ConcurrencyFailureException e) {
        if (tries == TRIES) {
          throw e;
        }
      }
    }
  }

  private static final class Pending {
    private final Runnable write;
    private @Nullable Throwable failure;
    private boolean settled;

    Pending(Runnable write) {
      this.write = write;
    }
  }
}
