package org.recordingarchiver.archival;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.locks.ReentrantLock;
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
  private final Queue<ClaimedChunk> claimed = new LinkedBlockingQueue<>();

  /** Held by the lane that claims, and by those who find nothing left and wait for it. */
  private final ReentrantLock claiming = new ReentrantLock();

  /** Whether the last claim brought as many as were wanted. */
  private volatile boolean plenty;

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
    claimAhead();
    ClaimedChunk next = claimed.poll();
    return Optional.ofNullable(next == null ? nextOfAClaim() : next);
  }

  /** Others take what is left meanwhile. */
  private void claimAhead() {
    if (!isAlmostOver() || !claiming.tryLock()) {
      return;
    }
    try {
      if (isAlmostOver() && mayTakeMore()) {
        claimMore();
      }
    } catch (RuntimeException e) {
      if (run.noMore() != null) {
        throw e;
      }
      log.warn("a claim failed; it is tried again once the chunks claimed before are taken", e);
    } finally {
      claiming.unlock();
    }
  }

  private boolean isAlmostOver() {
    return plenty && claimed.size() <= few;
  }

  private @Nullable ClaimedChunk nextOfAClaim() {
    claiming.lock();
    try {
      boolean more = true;
      ClaimedChunk next = claimed.poll();
      while (next == null && more && mayTakeMore()) {
        boolean probing = gate.isProbing();
        more = claimMore() || (probing && waitedForProbe());
        next = claimed.poll();
      }
      return next;
    } finally {
      claiming.unlock();
    }
  }

  /** Whether there were any. */
  private boolean claimMore() {
    plenty = false;
    List<ClaimedChunk> found = claim();
    claimed.addAll(found);
    plenty = found.size() >= handful;
    return !found.isEmpty();
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
  void givenBack(ClaimedChunk chunk) {
    claiming.lock();
    try {
      work.givenBack(chunk);
    } finally {
      claiming.unlock();
    }
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
