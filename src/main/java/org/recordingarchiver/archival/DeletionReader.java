package org.recordingarchiver.archival;

import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.recordingarchiver.ledger.DueDeletion;
import org.recordingarchiver.ledger.SourceDeletions;
import org.springframework.batch.infrastructure.item.ItemReader;

/** Reads the sealed chunks whose deletion is due, also those left by earlier runs. */
final class DeletionReader implements ItemReader<DueDeletion> {

  private final Run run;
  private final SourceDeletions deletions;
  private final SourcePolicy policy;
  private final Pages<DueDeletion> pages;
  private boolean begun;

  DeletionReader(
      Run run, SourceDeletions deletions, SourcePolicy policy, int pageSize, Executor threads) {
    this.run = run;
    this.deletions = deletions;
    this.policy = policy;
    this.pages =
        new Pages<>(
            threads, last -> deletions.due(run.holder(), last, pageSize), DueDeletion::chunk);
  }

  @Override
  public @Nullable DueDeletion read() {
    if (!begun) {
      begun = true;
      run.meter().enter(RunProgress.Stage.DELETING, deletions.count());
    }
    return policy.deletes() ? pages.next() : null;
  }
}
