package org.recordingarchiver.archival;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.recordingarchiver.ledger.Cause;
import org.recordingarchiver.ledger.DeletionOutcome;
import org.recordingarchiver.ledger.DueDeletion;
import org.recordingarchiver.ledger.KeptBecause;
import org.recordingarchiver.ledger.SourceDeletions;
import org.recordingarchiver.ledger.SourceDeletions.Settled;
import org.recordingarchiver.source.DeleteAnswer;
import org.recordingarchiver.source.Failure;
import org.recordingarchiver.source.RecordingSource;
import org.recordingarchiver.store.StoreException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.batch.infrastructure.item.ItemProcessor;

/**
 * Deletes one source, in the only order there is: look at the copy, commit the permit, send DELETE;
 * {@link ReceiptRecorder} then commits the receipt. A crash in between leaves a permit without
 * receipt: the next run sends DELETE again, and a 404 then means the same as a 200.
 */
final class SourceDeleter implements ItemProcessor<DueDeletion, Settled> {

  private static final Logger log = LoggerFactory.getLogger(SourceDeleter.class);

  private final Run run;
  private final ResourceGate gate;
  private final CopyInspector copies;
  private final SourceDeletions deletions;
  private final RecordingSource source;
  private final SourcePolicy policy;
  private final RetrySettings retries;
  private final Semaphore lanes;

  /** Why no copy at all can be looked at any more, null as long as they can. */
  private volatile @Nullable String storeGone;

  SourceDeleter(
      Run run,
      ResourceGate gate,
      CopyInspector copies,
      SourceDeletions deletions,
      RecordingSource source,
      SourcePolicy policy,
      RetrySettings retries,
      int lanes) {
    this.run = run;
    this.gate = gate;
    this.copies = copies;
    this.deletions = deletions;
    this.source = source;
    this.policy = policy;
    this.retries = retries;
    this.lanes = new Semaphore(lanes);
  }

  @Override
  public Settled process(DueDeletion due) {
    DeletionOutcome obstacle = obstacle(due);
    DeletionOutcome outcome = obstacle == null ? delete(due) : obstacle;
    log.debug("chunk {}: {}", due.chunk(), outcome);
    run.meter().settledOne();
    return new Settled(due, outcome);
  }

  /** Why DELETE must not be sent, null if it may: then the permit is committed. */
  private @Nullable DeletionOutcome obstacle(DueDeletion due) {
    String reason = reasonToLeaveIt(due);
    if (reason != null) {
      return new DeletionOutcome.NotTried(reason);
    }
    if (due.deletesOtherObject() && !mayDeleteOther(due)) {
      return new DeletionOutcome.Kept(KeptBecause.OTHER_OBJECT);
    }
    DeletionOutcome doubt = doubtInCopy(due);
    return doubt == null ? refusedPermit(due) : doubt;
  }

  /**
   * The ledger refuses a permit if another unarchived chunk lives at that object: it knows it by
   * its name as written, so an encoded one is refused here.
   */
  private boolean mayDeleteOther(DueDeletion due) {
    return policy.allowsOtherObject() && !due.url().contains("%");
  }

  private @Nullable DeletionOutcome doubtInCopy(DueDeletion due) {
    try {
      Optional<String> difference = copies.difference(due);
      difference.ifPresent(text ->
          log.error("chunk {}: {}; its source stays, it will be fetched again", due.chunk(), text));
      return difference
          .map(text -> new DeletionOutcome.Distrusted(Cause.READ_BACK_MISMATCH, text))
          .orElse(null);
    } catch (StoreException e) {
      if (e instanceof StoreException.Unavailable) {
        storeGone = String.valueOf(e.getMessage());
      }
      log.error("chunk {}: its copy can't be read; its source is not deleted", due.chunk(), e);
      return new DeletionOutcome.NotTried(String.valueOf(e.getMessage()));
    }
  }

  private @Nullable DeletionOutcome refusedPermit(DueDeletion due) {
    Optional<String> refusal = deletions.permit(due);
    refusal.ifPresent(text -> log.warn("{}", text));
    return refusal.map(DeletionOutcome.NotTried::new).orElse(null);
  }

  private @Nullable String reasonToLeaveIt(DueDeletion due) {
    if (run.isStopped()) {
      return "the run was stopped";
    }
    return gate.isPaused(due.resource())
        ? "resource %s is paused for this run".formatted(due.resource())
        : storeGone;
  }

  /** While permits are waited for there are more threads than lanes: the source sees no more. */
  private DeletionOutcome delete(DueDeletion due) {
    lanes.acquireUninterruptibly();
    try {
      return deleteNow(due);
    } finally {
      lanes.release();
    }
  }

  private DeletionOutcome deleteNow(DueDeletion due) {
    String reason = reasonToLeaveIt(due);
    if (reason != null) {
      return new DeletionOutcome.NotTried(reason);
    }
    if (run.lease().isOver()) {
      // Frozen since the permit was committed: another run may have withdrawn it.
      return new DeletionOutcome.NotTried("this process may have lost its lease");
    }
    return switch (source.delete(due.resource(), due.url())) {
      case DeleteAnswer.Gone gone -> received(due, gone);
      case Failure.Stopped stopped -> new DeletionOutcome.NotTried(stopped.message());
      case Failure.RefusedUrl refused when !refused.redirected() ->
          kept(due, KeptBecause.REFUSED_URL, refused);
      case Failure.NotOurs notOurs -> kept(due, KeptBecause.NOT_OURS, notOurs);
      case Failure.Unauthorized refused -> {
        gate.refused(due.resource(), due.chunk(), refused.message());
        yield postponed(due, Trouble.of(refused));
      }
      case Failure failure -> postponed(due, Trouble.of(failure));
    };
  }

  private DeletionOutcome received(DueDeletion due, DeleteAnswer.Gone gone) {
    gate.succeeded(due.resource());
    return new DeletionOutcome.Received(gone.status());
  }

  private static DeletionOutcome kept(DueDeletion due, KeptBecause reason, Failure failure) {
    log.warn("chunk {}: its source stays: {}", due.chunk(), failure.message());
    return new DeletionOutcome.Kept(reason);
  }

  /** Tried again by later runs until the source must have dropped it by itself. */
  private DeletionOutcome postponed(DueDeletion due, Trouble trouble) {
    if (due.isLongExpired()) {
      return new DeletionOutcome.Kept(KeptBecause.SOURCE_EXPIRED);
    }
    Duration wished = trouble.retryAfter() == null ? Duration.ZERO : trouble.retryAfter();
    Duration backoff = retries.backoff(due.attempts() + 1);
    return new DeletionOutcome.Postponed(
        trouble.cause(), trouble.message(), wished.compareTo(backoff) > 0 ? wished : backoff);
  }
}
