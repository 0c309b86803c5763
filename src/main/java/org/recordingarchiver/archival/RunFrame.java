package org.recordingarchiver.archival;

import java.time.Clock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.recordingarchiver.ledger.KnownStores;
import org.recordingarchiver.store.StoreException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.PessimisticLockingFailureException;

/** What is around every run: opens the store, becomes a holder, lets it work, lets go. */
final class RunFrame {

  private static final Logger log = LoggerFactory.getLogger(RunFrame.class);

  private final JobParts parts;
  private final RunStarter starter;
  private final KnownStores stores;
  private final ActiveRun active;
  private final Clock clock;

  RunFrame(JobParts parts, RunStarter starter, KnownStores stores, ActiveRun active, Clock clock) {
    this.parts = parts;
    this.starter = starter;
    this.stores = stores;
    this.active = active;
    this.clock = clock;
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
    Run run = new Run(start(batch), store, request, new Lease(parts.settings().lease(), clock));
    active.begin(run);
    Pulse heartbeat = heartbeat(run).start();
    ProgressTicker ticker =
        new ProgressTicker(run, observer, parts.queue(), parts.retention().atRisk());
    Pulse progress = ticker.start();
    try {
      parts.store().admit(run.holderName());
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

  private long start(@Nullable Long batch) {
    try {
      return starter.start(batch);
    } catch (StoreException e) {
      throw new ArchiveUnavailableException(String.valueOf(e.getMessage()), e);
    }
  }

  private void end(Run run) {
    try {
      parts.holders().end(run.holder());
      tidy(run);
    } catch (PessimisticLockingFailureException e) {
      // What the run did is done and told; without a heartbeat this holder is dead to the next one.
      log.warn("{} could not be ended: {}", run.holderName(), String.valueOf(e.getMessage()));
    } finally {
      active.end(run);
    }
  }

  private void tidy(Run run) {
    try {
      parts.store().expel(run.holderName());
      parts.store().sweepIncoming(this::lives);
    } catch (StoreException e) {
      log.debug(
          "what {} left among the arriving files goes with the next sweep", run.holderName(), e);
    }
  }

  private Heartbeat heartbeat(Run run) {
    Standstill standstill = new Standstill(run.meter(), parts.store()::bytesReadBack);
    return new Heartbeat(run, parts.holders(), standstill, () -> Runtime.getRuntime().halt(1));
  }

  private boolean lives(String holderName) {
    return parts.holders().unended().stream()
        .anyMatch(it -> Run.holderName(it.id()).equals(holderName));
  }
}
