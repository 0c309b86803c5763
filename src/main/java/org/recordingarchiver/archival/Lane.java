package org.recordingarchiver.archival;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.recordingarchiver.ledger.Cause;
import org.recordingarchiver.ledger.ChunkOutcomes;
import org.recordingarchiver.ledger.ClaimedChunk;
import org.recordingarchiver.ledger.Outcome;
import org.recordingarchiver.ledger.Settlement;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.batch.core.scope.context.ChunkContext;
import org.springframework.batch.core.step.StepContribution;
import org.springframework.batch.core.step.tasklet.Tasklet;
import org.springframework.batch.infrastructure.repeat.RepeatStatus;

/**
 * One of the parallel workers of a run: takes the next chunk, tries it, records the outcome, and so
 * on until there is nothing for it to take. That a chunk is archived becomes durable while the next
 * one is tried; every other outcome does before. The job repository hears of them about once a
 * second.
 */
final class Lane implements Tasklet {

  private static final Logger log = LoggerFactory.getLogger(Lane.class);
  private static final Duration SLICE = Duration.ofSeconds(1);

  private final Run run;
  private final Claims claims;
  private final ChunkArchiver archiver;
  private final ChunkOutcomes outcomes;
  private final ResourceGate gate;
  private final Executor threads;

  /**
   * @param threads has more than there are lanes
   */
  Lane(
      Run run,
      Claims claims,
      ChunkArchiver archiver,
      ChunkOutcomes outcomes,
      ResourceGate gate,
      Executor threads) {
    this.run = run;
    this.claims = claims;
    this.archiver = archiver;
    this.outcomes = outcomes;
    this.gate = gate;
    this.threads = threads;
  }

  @Override
  public RepeatStatus execute(StepContribution contribution, ChunkContext context) {
    long jobExecution = contribution.getStepExecution().getJobExecutionId();
    long end = System.nanoTime() + SLICE.toNanos();
    Optional<ClaimedChunk> next;
    Settling settling = new Settling(contribution);
    try {
      do {
        next = claims.next();
        next.ifPresent(chunk -> settling.begin(tried(chunk, jobExecution)));
      } while (next.isPresent() && System.nanoTime() < end && !run.isStopped());
    } catch (RuntimeException | Error e) {
      settling.endAfter(e);
      throw e;
    }
    settling.end();
    return next.isPresent() ? RepeatStatus.CONTINUABLE : finished(contribution);
  }

  /** What is being recorded: one outcome at most while the lane goes on. */
  private final class Settling {

    private final StepContribution contribution;
    private @Nullable Settlement settlement;
    private CompletableFuture<Void> recorded = CompletableFuture.completedFuture(null);

    Settling(StepContribution contribution) {
      this.contribution = contribution;
    }

    /** What comes next may depend on any outcome but a success, and what is let go comes again. */
    void begin(Settlement next) {
      CompletableFuture<Void> nextRecorded =
          CompletableFuture.runAsync(() -> settle(next), threads);
      try {
        end();
      } finally {
        settlement = next;
        recorded = nextRecorded;
      }
      if (!(next.outcome() instanceof Outcome.Archived)) {
        end();
      }
    }

    /** Waits for what is left. */
    void end() {
      Settlement last = settlement;
      settlement = null;
      if (last != null) {
        Joined.of(recorded);
        settled(last, contribution);
      }
    }

    /** The same after a failure. All of a group that could not be committed share one exception. */
    void endAfter(Throwable failure) {
      try {
        end();
      } catch (RuntimeException | Error e) {
        if (!e.equals(failure)) {
          failure.addSuppressed(e);
        }
      }
    }
  }

  /** A lane that was told to stop ends STOPPED, so that the job does. */
  private RepeatStatus finished(StepContribution contribution) {
    if (run.isStopped()) {
      contribution.getStepExecution().setTerminateOnly();
    }
    return RepeatStatus.FINISHED;
  }

  private Settlement tried(ClaimedChunk chunk, long jobExecution) {
    long started = System.nanoTime();
    Tried tried = tryUnlessOver(chunk);
    Outcome outcome = tried.outcome();
    Duration took = Duration.ofNanos(System.nanoTime() - started);
    log.debug("{}: {} after {}", chunk.label(), outcome, took);
    return new Settlement(chunk, jobExecution, outcome, tried.quarantined(), bytes(outcome), took);
  }

  private void settle(Settlement settlement) {
    outcomes.settle(settlement, run.store());
    run.meter().settledOne();
  }

  private void settled(Settlement settlement, StepContribution contribution) {
    if (settlement.outcome() instanceof Outcome.GivenBack) {
      claims.givenBack(settlement.chunk());
    }
    count(contribution, settlement.outcome());
  }

  /** What was claimed but not begun is let go once the run takes no more. */
  private Tried tryUnlessOver(ClaimedChunk chunk) {
    String over = run.isStopped() ? "the run was stopped" : run.noMore();
    return over == null ? tryUnlessPaused(chunk) : Tried.ended(new Outcome.GivenBack(over));
  }

  private Tried tryUnlessPaused(ClaimedChunk chunk) {
    if (!gate.admit(chunk.resource(), chunk.id())) {
      return Tried.ended(
          new Outcome.GivenBack("resource " + chunk.resource() + " is paused for this run"));
    }
    try {
      Tried tried = archiver.archive(chunk);
      tellGate(chunk, tried.outcome());
      return tried;
    } finally {
      gate.left(chunk.resource(), chunk.id());
    }
  }

  private void tellGate(ClaimedChunk chunk, Outcome outcome) {
    switch (outcome) {
      case Outcome.Archived archived -> gate.succeeded(chunk.resource());
      case Outcome.Waits waits -> noteRefusal(chunk, waits.cause(), waits.message());
      case Outcome.Failed failed -> noteRefusal(chunk, failed.cause(), failed.message());
      case Outcome.Lost lost -> {}
      case Outcome.GivenBack givenBack -> {}
    }
  }

  private void noteRefusal(ClaimedChunk chunk, Cause cause, String message) {
    if (cause == Cause.UNAUTHORIZED) {
      gate.refused(chunk.resource(), chunk.id(), message);
    }
  }

  private static long bytes(Outcome outcome) {
    return outcome instanceof Outcome.Archived archived ? archived.proof().content().length() : 0;
  }

  private static void count(StepContribution contribution, Outcome outcome) {
    contribution.incrementReadCount();
    switch (outcome) {
      case Outcome.Archived archived -> contribution.incrementWriteCount(1);
      case Outcome.Waits waits -> contribution.incrementProcessSkipCount();
      case Outcome.Failed failed -> contribution.incrementProcessSkipCount();
      case Outcome.Lost lost -> contribution.incrementProcessSkipCount();
      case Outcome.GivenBack givenBack -> contribution.incrementFilterCount();
    }
  }
}
