package org.recordingarchiver.archival;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.recordingarchiver.ledger.KnownStores;
import org.recordingarchiver.store.StoreException;

/** What is around every run: opens the store, becomes a holder, lets it work, lets go. */
final class RunFrame {

  private final JobParts parts;
  private final RunStarter starter;
  private final KnownStores stores;
  private final ActiveRun active;

  RunFrame(JobParts parts, RunStarter starter, KnownStores stores, ActiveRun active) {
    this.parts = parts;
    this.starter = starter;
    this.stores = stores;
    this.active = active;
  }

  /**
   * Lets {@code work} run as a holder.
   *
   * @param batch JOB_INSTANCE_ID of the batch to run again, null for a new one
   * @throws RunActiveException if another run is in the way
   * @throws ArchiveUnavailableException if the store can't be reached or is not the one the ledger
   *     knows
   */
  <T> T around(
      @Nullable Long batch, ArchiveRequest request, RunObserver observer, Function<Run, T> work) {
    active.refuseIfStopped();
    String store = OpenedStore.id(parts.store(), stores);
    Run run = new Run(starter.start(batch), store, request);
    active.begin(run);
    Pulse heartbeat = heartbeat(run).start();
    ProgressTicker ticker =
        new ProgressTicker(run, observer, parts.queue(), parts.retention().atRisk());
    Pulse progress = ticker.start();
    try {
      parts.store().sweepIncoming(this::lives);
      return work.apply(run);
    } catch (StoreException e) {
      throw new ArchiveUnavailableException(String.valueOf(e.getMessage()), e);
    } finally {
      progress.close();
      ticker.tell();
      heartbeat.close();
      end(run);
    }
  }

  private void end(Run run) {
    try {
      parts.holders().end(run.holder());
    } finally {
      active.end(run);
    }
  }

  private Heartbeat heartbeat(Run run) {
    return new Heartbeat(
        run, parts.holders(), parts.settings().lease(), () -> Runtime.getRuntime().halt(1));
  }

  private boolean lives(String holderName) {
    return parts.holders().unended().stream()
        .anyMatch(it -> Run.holderName(it.id()).equals(holderName));
  }
}
