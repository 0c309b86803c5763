package org.recordingarchiver.archival;

import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.recordingarchiver.ledger.RecordingToSeal;
import org.recordingarchiver.ledger.RecordingsToSeal;
import org.springframework.batch.infrastructure.item.ItemReader;

/** Claims the recordings that are ready to be sealed, a page at a time. */
final class SealReader implements ItemReader<RecordingToSeal> {

  private final Run run;
  private final RecordingsToSeal recordings;
  private final Pages<RecordingToSeal> pages;
  private boolean begun;

  SealReader(Run run, RecordingsToSeal recordings, int pageSize, Executor threads) {
    this.run = run;
    this.recordings = recordings;
    this.pages =
        new Pages<>(
            threads, last -> recordings.claim(run.holder(), last, pageSize), RecordingToSeal::id);
  }

  @Override
  public @Nullable RecordingToSeal read() {
    if (!begun) {
      begun = true;
      run.meter().enter(RunProgress.Stage.SEALING, recordings.count());
    }
    return pages.next();
  }
}
