package org.recordingarchiver.archival;

import org.recordingarchiver.ledger.DeletionOutcome;
import org.recordingarchiver.ledger.SourceDeletions;
import org.recordingarchiver.ledger.SourceDeletions.Settled;
import org.springframework.batch.infrastructure.item.Chunk;
import org.springframework.batch.infrastructure.item.ItemWriter;

/** Notes in the ledger which sources are gone. */
final class ReceiptRecorder implements ItemWriter<Settled> {

  private final Run run;
  private final SourceDeletions deletions;
  private final Tally tally;

  ReceiptRecorder(Run run, SourceDeletions deletions, Tally tally) {
    this.run = run;
    this.deletions = deletions;
    this.tally = tally;
  }

  @Override
  public void write(Chunk<? extends Settled> results) {
    deletions.settle(run.holder(), results.getItems());
    results.forEach(result -> tally.count(result.outcome() instanceof DeletionOutcome.Received));
  }
}
