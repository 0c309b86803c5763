package org.recordingarchiver.archival;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.recordingarchiver.ledger.ClaimedChunk;

/**
 * The chunks that a run's lanes take next: claimed a handful at a time, so that a late urgent event
 * never waits for more than a handful.
 */
final class Claims {

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
      claimed.addAll(work.claim(handful, gate.closed()));
      if (claimed.isEmpty() && (!probing || !waitedForProbe())) {
        break;
      }
    }
    return Optional.ofNullable(claimed.poll());
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
