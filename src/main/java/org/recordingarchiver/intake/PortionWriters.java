package org.recordingarchiver.intake;

import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.recordingarchiver.ledger.Inbox;

/**
 * Commits portions while the next are read. A few at a time: more would only hold more in memory.
 * Which of two portions is committed first makes no difference; Event Grid promises no order.
 */
final class PortionWriters implements AutoCloseable {

  private static final int WRITERS = 2;

  private final Inbox inbox;
  private final ExecutorService writers =
      Executors.newFixedThreadPool(WRITERS, Thread.ofPlatform().name("ingest-", 1).factory());
  private final Queue<Future<Portion.Committed>> underWay = new ArrayDeque<>();

  PortionWriters(Inbox inbox) {
    this.inbox = inbox;
  }

  /** Hands a portion over. If as many are under way as may be, returns the oldest, committed. */
  Optional<Portion.Committed> commit(Portion portion) {
    underWay.add(writers.submit(() -> portion.commit(inbox)));
    return underWay.size() > WRITERS ? next() : Optional.empty();
  }

  /** The oldest that is under way, once it is committed; empty when none is. */
  Optional<Portion.Committed> next() {
    Future<Portion.Committed> oldest = underWay.poll();
    return oldest == null ? Optional.empty() : Optional.of(committed(oldest));
  }

  /** Waits for what is under way. */
  @Override
  public void close() {
    writers.close();
  }

  private static Portion.Committed committed(Future<Portion.Committed> portion) {
    try {
      return portion.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while events were being committed", e);
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case RuntimeException failure -> throw failure;
        case Error failure -> throw failure;
        case null, default -> throw new IllegalStateException(e);
      }
    }
  }
}
