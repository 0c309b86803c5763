package org.recordingarchiver.archival;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;
import org.recordingarchiver.ledger.RecordingToSeal;
import org.recordingarchiver.ledger.RecordingsToSeal;
import org.springframework.batch.infrastructure.item.ItemReader;

/** Claims the recordings that are ready to be sealed, a page at a time. */
final class SealReader implements ItemReader<RecordingToSeal> {

  private final Run run;
  private final RecordingsToSeal recordings;
  private final int pageSize;
  private final Deque<RecordingToSeal> page = new ArrayDeque<>();
  private long last;
  private boolean begun;

  SealReader(Run run, RecordingsToSeal recordings, int pageSize) {
    this.run = run;
    this.recordings = recordings;
    this.pageSize = pageSize;
  }

  @Override
  public @Nullable RecordingToSeal read() {
    if (!begun) {
      begun = true;
      run.meter().enter(RunProgress.Stage.SEALING, recordings.count());
    }
    if (page.isEmpty()) {
      page.addAll(recordings.claim(run.holder(), last, pageSize));
    }
    RecordingToSeal next = page.poll();
    if (next != null) {
      last = next.id();
    }
    return next;
  }
}
