package org.recordingarchiver.archival;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.recordingarchiver.ledger.ClaimedChunk;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.TransactionSystemException;

/**
 * The chunks that a run's lanes take next: claimed a handful at a time, so that a late urgent event
 * never waits for much more than a handful. The next ones are claimed by one lane when few are
 * left, so that the others need not wait for it.
 */
final class Claims {

  private static final Logger log = LoggerFactory.getLogger(Claims.class);
  private static final long PROBE_WAIT_MILLIS = 500;

  private final Run run;
  private final Work work;
  private final ResourceGate gate;
  private final int handful;
  private final int few;
  private final long deadline;
  private final Deque<ClaimedChunk> claimed = new ArrayDeque<>();
  private final List<ClaimedChunk> givenBack = new ArrayList<>();

  /** Whether a lane claims. */
  private boolean claiming;

  /** Whether the last claim brought as many as were wanted. */
  private boolean plenty;

  Claims(Run run, Work work, ResourceGate gate, ArchiveSettings settings) {
    this.run = run;
    this.work = work;
    this.gate = gate;
    this.handful = settings.lanes();
    this.few = handful / 4;
    Duration asked = run.request().maxDuration();
    this.deadline = System.nanoTime() + (asked == null ? settings.maxDuration() : asked).toNanos();
  }

  /** The next chunk, or nothing if this run is to take no more. */
  Optional<ClaimedChunk> next() {
    Turn turn = turn();
    while (turn.claims()) {
      boolean probing = gate.isProbing();
      if (!claimMore()) {
        Optional<ClaimedChunk> left = poll();
        if (left.isPresent() || !probing || !waitedForProbe()) {
          return left;
        }
      }
      turn = turn();
    }
    return Optional.ofNullable(turn.chunk());
  }

  /**
   * What a lane does next.
   *
   * @param claims it claims
   * @param chunk else, what it takes, null if there is no more
   */
  private record Turn(boolean claims, @Nullable ClaimedChunk chunk) {}

  private synchronized Turn turn() {
    awaitClaim();
    boolean wanted = claimed.isEmpty() || (plenty && claimed.size() <= few);
    if (claiming || !wanted || !mayTakeMore()) {
      return new Turn(false, claimed.poll());
    }
    claiming = true;
    givenBack.forEach(work::givenBack);
    givenBack.clear();
    return new Turn(true, null);
  }

  /** Where nothing is left to take, another lane's claim is waited for. */
  private synchronized void awaitClaim() {
    boolean interrupted = false;
    while (claimed.isEmpty() && claiming) {
      try {
        wait();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** Whether there were any. */
  private boolean claimMore() {
    List<ClaimedChunk> found = List.of();
    try {
      found = claim();
      return !found.isEmpty();
    } catch (RuntimeException e) {
      if (isEmpty() || run.noMore() != null) {
        throw e;
      }
      log.warn("a claim failed; it is tried again once the chunks claimed before are taken", e);
      return true;
    } finally {
      claimed(found);
    }
  }

  private synchronized boolean isEmpty() {
    return claimed.isEmpty();
  }

  private synchronized void claimed(List<ClaimedChunk> found) {
    claimed.addAll(found);
    plenty = found.size() >= handful;
    claiming = false;
    notifyAll();
  }

  private synchronized Optional<ClaimedChunk> poll() {
    return Optional.ofNullable(claimed.poll());
  }

  /**
   * A connection that broke within a claim is replaced once. What may have been claimed then stays
   * ours and untried until this run ends. If there is none to be had, the other lanes, which would
   * wait for it one after another, take no more either.
   */
  private List<ClaimedChunk> claim() {
    try {
      return work.claim(handful, gate.closed());
    } catch (DataAccessResourceFailureException | TransactionSystemException e) {
      log.warn(
          "a claim lost its connection and is tried once more: {}", String.valueOf(e.getMessage()));
    } catch (CannotCreateTransactionException e) {
      throw gone(e);
    }
    try {
      return work.claim(handful, gate.closed());
    } catch (DataAccessResourceFailureException | TransactionException e) {
      throw gone(e);
    }
  }

  private RuntimeException gone(RuntimeException e) {
    run.takeNoMore("the database is gone");
    return e;
  }

  /** A chunk was let go untried. */
  synchronized void givenBack(ClaimedChunk chunk) {
    givenBack.add(chunk);
  }

  /** What a probe holds back may be the only work left: a lane that ended would be missed. */
  private boolean waitedForProbe() {
    try {
      gate.awaitProbe(PROBE_WAIT_MILLIS);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private boolean mayTakeMore() {
    return !run.isStopped()
        && run.noMore() == null
        && !work.isUsedUp()
        && System.nanoTime() < deadline;
  }
}
