package org.recordingarchiver.archival;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.recordingarchiver.ledger.ChunkQueue;
import org.recordingarchiver.ledger.ChunkQueue.Part;
import org.recordingarchiver.ledger.ClaimedChunk;

/**
 * The chunks that a run's lanes take next, least slack first: claimed a handful at a time, so that
 * a late urgent event never waits for more than a handful.
 *
 * <p>Chunks past their expiry come after the others, and take at most the last tenth of a batch
 * while others are due.
 */
final class Claims {

  private static final int STRAGGLER_SHARE = 10;
  private static final long PROBE_WAIT_MILLIS = 500;

  private final Run run;
  private final ChunkQueue queue;
  private final ResourceGate gate;
  private final int handful;
  private final int limit;
  private final long deadline;
  private final Deque<ClaimedChunk> claimed = new ArrayDeque<>();
  private int taken;
  private int stragglers;

  Claims(Run run, ChunkQueue queue, ResourceGate gate, ArchiveSettings settings) {
    this.run = run;
    this.queue = queue;
    this.gate = gate;
    this.handful = settings.lanes();
    this.limit = limit(run.request(), settings);
    Duration asked = run.request().maxDuration();
    this.deadline = System.nanoTime() + (asked == null ? settings.maxDuration() : asked).toNanos();
  }

  static int limit(ArchiveRequest request, ArchiveSettings settings) {
    Integer asked = request.limit();
    return asked == null ? settings.batchSize() : asked;
  }

  /** The next chunk, or nothing if this run is to take no more. */
  synchronized Optional<ClaimedChunk> next() {
    while (claimed.isEmpty() && mayTakeMore()) {
      boolean probing = gate.isProbing();
      refill();
      if (claimed.isEmpty() && (!probing || !waitedForProbe())) {
        break;
      }
    }
    return Optional.ofNullable(claimed.poll());
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
        && taken < limit
        && System.nanoTime() < deadline;
  }

  private void refill() {
    int lastTenth = limit / STRAGGLER_SHARE;
    if (taken < limit - lastTenth) {
      claim(Part.DUE, limit - lastTenth - taken);
    }
    if (claimed.isEmpty() && stragglers < lastTenth) {
      claimStragglers(lastTenth - stragglers);
    }
    if (claimed.isEmpty()) {
      claim(Part.DUE, limit - taken);
    }
    if (claimed.isEmpty()) {
      claimStragglers(limit - taken);
    }
  }

  private void claimStragglers(int most) {
    int before = taken;
    claim(Part.EXPIRED, most);
    if (claimed.isEmpty()) {
      claim(Part.FAILED, most);
    }
    stragglers += taken - before;
  }

  private void claim(Part part, int most) {
    int wanted = Math.min(handful, Math.min(most, limit - taken));
    List<ClaimedChunk> chunks =
        queue.claim(
            new ChunkQueue.Order(
                run.holder(),
                run.batch(),
                part,
                wanted,
                gate.closed(),
                run.request().keepSource()));
    taken += chunks.size();
    claimed.addAll(chunks);
  }
}
