package org.recordingarchiver.archival;

import org.recordingarchiver.bag.Bags;
import org.recordingarchiver.ledger.RecordingToSeal;
import org.recordingarchiver.ledger.RecordingsToSeal.Settled;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.batch.infrastructure.item.ItemProcessor;

/** Makes a recording's directory a valid bag; {@link SealRecorder} notes it afterwards. */
final class Sealer implements ItemProcessor<RecordingToSeal, Settled> {

  private static final Logger log = LoggerFactory.getLogger(Sealer.class);

  private final Run run;
  private final Bags bags;

  Sealer(Run run, Bags bags) {
    this.run = run;
    this.bags = bags;
  }

  @Override
  public Settled process(RecordingToSeal recording) {
    if (run.isStopped()) {
      return new Settled(recording, null, null);
    }
    try {
      return new Settled(recording, bags.seal(recording, run.holderName()), null);
    } catch (RuntimeException e) {
      // Whatever it is, it must not keep the other recordings from being sealed.
      log.error("recording {} can't be sealed; the next run tries again", recording.id(), e);
      return new Settled(recording, null, String.valueOf(e.getMessage()));
    } finally {
      run.meter().settledOne();
    }
  }
}
