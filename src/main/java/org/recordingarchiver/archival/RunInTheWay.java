package org.recordingarchiver.archival;

import org.recordingarchiver.ledger.Batches;
import org.recordingarchiver.ledger.ChunkQueue;
import org.recordingarchiver.ledger.Holders.Holder;
import org.recordingarchiver.ledger.RetentionSettings;
import org.springframework.stereotype.Component;

/** Says of a living run who it is, since when, where, and how far it is. */
@Component
final class RunInTheWay {

  private final ChunkQueue queue;
  private final Batches batches;
  private final RetentionSettings retention;

  RunInTheWay(ChunkQueue queue, Batches batches, RetentionSettings retention) {
    this.queue = queue;
    this.batches = batches;
    this.retention = retention;
  }

  RunActiveException refusal(Holder holder) {
    return new RunActiveException(
        "another run is active: %s; %s; %d chunks are at risk"
            .formatted(holder.label(), soFar(holder), queue.atRisk(retention.atRisk())));
  }

  private String soFar(Holder holder) {
    Long batch = holder.batch();
    Batches.Counts counts = batch == null ? null : batches.count(batch);
    return counts == null || counts.chunks() == 0
        ? "it has taken no chunk yet"
        : "batch %d so far: %s".formatted(batch, ExitMessage.of(counts));
  }
}
