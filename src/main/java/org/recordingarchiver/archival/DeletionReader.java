package org.recordingarchiver.archival;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;
import org.recordingarchiver.ledger.DueDeletion;
import org.recordingarchiver.ledger.SourceDeletions;
import org.springframework.batch.infrastructure.item.ItemReader;

/** Reads the sealed chunks whose deletion is due, also those left by earlier runs. */
final class DeletionReader implements ItemReader<DueDeletion> {

  private final Run run;
  private final SourceDeletions deletions;
  private final SourcePolicy policy;
  private final int pageSize;
  private final Deque<DueDeletion> page = new ArrayDeque<>();
  private long last;
  private boolean begun;

  DeletionReader(Run run, SourceDeletions deletions, SourcePolicy policy, int pageSize) {
    this.run = run;
    this.deletions = deletions;
    this.policy = policy;
    this.pageSize = pageSize;
  }

  @Override
  public @Nullable DueDeletion read() {
    if (!begun) {
      begun = true;
      run.meter().enter(RunProgress.Stage.DELETING, deletions.count());
    }
    if (page.isEmpty() && policy.deletes()) {
      page.addAll(deletions.due(run.holder(), last, pageSize));
    }
    DueDeletion next = page.poll();
    if (next != null) {
      last = next.chunk();
    }
    return next;
  }
}
