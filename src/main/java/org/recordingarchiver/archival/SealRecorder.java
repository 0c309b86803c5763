package org.recordingarchiver.archival;

import org.recordingarchiver.ledger.RecordingsToSeal;
import org.recordingarchiver.ledger.RecordingsToSeal.Settled;
import org.springframework.batch.infrastructure.item.Chunk;
import org.springframework.batch.infrastructure.item.ItemWriter;

/** Notes in the ledger which bags are sealed. */
final class SealRecorder implements ItemWriter<Settled> {

  private final Run run;
  private final RecordingsToSeal recordings;
  private final Tally tally;

  SealRecorder(Run run, RecordingsToSeal recordings, Tally tally) {
    this.run = run;
    this.recordings = recordings;
    this.tally = tally;
  }

  @Override
  public void write(Chunk<? extends Settled> results) {
    recordings.settle(run.holder(), results.getItems());
    results.forEach(result -> tally.count(result.isSealed()));
  }
}
