package org.recordingarchiver.archival;

import java.util.List;
import java.util.Set;
import org.recordingarchiver.ledger.ChunkQueue;
import org.recordingarchiver.ledger.ChunkQueue.Part;
import org.recordingarchiver.ledger.ClaimedChunk;

/**
 * What is due in the queue, least slack first.
 *
 * <p>Chunks past their expiry come after the others, and take at most the last tenth of a batch
 * while others are due.
 */
final class QueueWork implements Work {

  private static final int STRAGGLER_SHARE = 10;

  private final Run run;
  private final ChunkQueue queue;
  private final int limit;
  private int taken;
  private int stragglers;

  /**
   * @param limit at most so many chunks
   */
  QueueWork(Run run, ChunkQueue queue, int limit) {
    this.run = run;
    this.queue = queue;
    this.limit = limit;
  }

  @Override
  public List<ClaimedChunk> claim(int handful, Set<String> closed) {
    int lastTenth = limit / STRAGGLER_SHARE;
    List<ClaimedChunk> claimed = List.of();
    if (taken < limit - lastTenth) {
      claimed = claim(Part.DUE, Math.min(handful, limit - lastTenth - taken), closed);
    }
    if (claimed.isEmpty() && stragglers < lastTenth) {
      claimed = claimStragglers(Math.min(handful, lastTenth - stragglers), closed);
    }
    if (claimed.isEmpty()) {
      claimed = claim(Part.DUE, handful, closed);
    }
    return claimed.isEmpty() ? claimStragglers(handful, closed) : claimed;
  }

  private List<ClaimedChunk> claimStragglers(int most, Set<String> closed) {
    List<ClaimedChunk> claimed = claim(Part.EXPIRED, most, closed);
    if (claimed.isEmpty()) {
      claimed = claim(Part.FAILED, most, closed);
    }
    stragglers += claimed.size();
    return claimed;
  }

  private List<ClaimedChunk> claim(Part part, int most, Set<String> closed) {
    List<ClaimedChunk> claimed =
        queue.claim(
            new ChunkQueue.Order(
                run.holder(),
                run.batch(),
                part,
                Math.min(most, limit - taken),
                closed,
                run.request().keepSource()));
    taken += claimed.size();
    return claimed;
  }

  @Override
  public boolean isUsedUp() {
    return taken >= limit;
  }

  /** It is in the queue again, due at once. */
  @Override
  public void givenBack(ClaimedChunk chunk) {}
}
