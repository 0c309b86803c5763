package org.recordingarchiver.archival;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.recordingarchiver.ledger.ClaimedChunk;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.TransactionSystemException;

/**
 * The chunks that a run's lanes take next: claimed a handful at a time, so that a late urgent event
 * never waits for more than a handful.
 */
final class Claims {

  private static final Logger log = LoggerFactory.getLogger(Claims.class);
  private static final long PROBE_WAIT_MILLIS = 500;

  private final Run run;
  private final Work work;
  private final ResourceGate gate;
  private final int handful;
  private final long deadline;
  private final Deque<ClaimedChunk> claimed = new ArrayDeque<>();

  Claims(Run run, Work work, ResourceGate gate, ArchiveSettings settings) {
    this.run = run;
    this.work = work;
    this.gate = gate;
    this.handful = settings.lanes();
    Duration asked = run.request().maxDuration();
    this.deadline = System.nanoTime() + (asked == null ? settings.maxDuration() : asked).toNanos();
  }

  /** The next chunk, or nothing if this run is to take no more. */
  synchronized Optional<ClaimedChunk> next() {
    while (claimed.isEmpty() && mayTakeMore()) {
      boolean probing = gate.isProbing();
      claimed.addAll(claim());
      if (claimed.isEmpty() && (!probing || !waitedForProbe())) {
        break;
      }
    }
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
    work.givenBack(chunk);
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
