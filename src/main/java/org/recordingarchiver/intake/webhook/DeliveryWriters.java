package org.recordingarchiver.intake.webhook;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.recordingarchiver.event.Reading;
import org.recordingarchiver.intake.Portion;
import org.recordingarchiver.ledger.Inbox;
import org.recordingarchiver.ledger.UnreadableBody;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * Two threads that commit deliveries. Those that wait while one commit is under way share the next,
 * so that a commit's cost is shared by all who come at once.
 */
final class DeliveryWriters implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(DeliveryWriters.class);
  private static final int WRITERS = 2;

  private final Inbox inbox;
  private final BlockingQueue<Delivery> queue = new LinkedBlockingQueue<>();
  private final List<Thread> writers = new ArrayList<>();

  DeliveryWriters(Inbox inbox) {
    this.inbox = inbox;
    for (int number = 0; number < WRITERS; number++) {
      writers.add(Thread.ofPlatform().name("webhook-writer-" + number).daemon().start(this::write));
    }
  }

  /**
   * Returns when all that was delivered is committed.
   *
   * @throws NotTakenException if that is not so by the deadline; it may still come to be
   */
  void commit(Delivery delivery, Deadline deadline) {
    queue.add(delivery);
    try {
      delivery.committed().get(deadline.leftNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      throw new NotTakenException("the database is too slow", e);
    } catch (ExecutionException e) {
      throw new NotTakenException("it could not be kept: " + reason(e), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new NotTakenException("the webhook ends", e);
    } finally {
      delivery.committed().cancel(false);
      queue.remove(delivery);
    }
  }

  private static String reason(ExecutionException e) {
    Throwable cause = e.getCause();
    return cause == null ? "for no reason" : String.valueOf(cause.getMessage());
  }

  private void write() {
    while (!Thread.currentThread().isInterrupted()) {
      try {
        commit(nextGroup());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** At least one, and what else waits, up to a portion. */
  private List<Delivery> nextGroup() throws InterruptedException {
    List<Delivery> group = new ArrayList<>();
    int readings = 0;
    for (@Nullable Delivery next = queue.take();
        next != null;
        next = readings < Portion.READINGS ? queue.poll() : null) {
      group.add(next);
      readings += next.readings().size();
    }
    return group;
  }

  private void commit(List<Delivery> group) {
    try {
      commitAsOne(group);
    } catch (DataAccessException | TransactionException e) {
      fail(group, e);
    } catch (RuntimeException e) {
      if (group.size() == 1) {
        log.error("a delivery can't be kept", e);
        fail(group, e);
      } else {
        // One of them is to blame; the others must not wait for it.
        group.forEach(delivery -> commit(List.of(delivery)));
      }
    }
  }

  private void commitAsOne(List<Delivery> group) {
    Portion portion = new Portion();
    for (Delivery delivery : group) {
      if (!delivery.committed().isDone()) {
        for (Reading reading : delivery.readings()) {
          portion.add(reading, "webhook");
        }
      }
    }
    if (!portion.isEmpty()) {
      portion.commit(inbox).rejected().forEach(DeliveryWriters::warn);
    }
    group.forEach(delivery -> delivery.committed().complete(null));
  }

  private static void warn(UnreadableBody rejected) {
    log.warn(
        "kept what can't be read, in rejected_event: {}: {}", rejected.origin(), rejected.reason());
  }

  private static void fail(List<Delivery> group, RuntimeException e) {
    group.forEach(delivery -> delivery.committed().completeExceptionally(e));
  }

  /** Ends the writers. Those who still wait get their exception at their deadline. */
  @Override
  public void close() {
    writers.forEach(Thread::interrupt);
  }
}
