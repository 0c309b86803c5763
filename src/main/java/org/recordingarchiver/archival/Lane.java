package org.recordingarchiver.archival;

import java.time.Duration;
import java.util.Optional;
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
 * on until there is nothing for it to take. Each outcome is durable before the next chunk is taken;
 * the job repository hears of them about once a second.
 */
final class Lane implements Tasklet {

  private static final Logger log = LoggerFactory.getLogger(Lane.class);
  private static final Duration SLICE = Duration.ofSeconds(1);

  private final Run run;
  private final Claims claims;
  private final ChunkArchiver archiver;
  private final ChunkOutcomes outcomes;
  private final ResourceGate gate;

  Lane(Run run, Claims claims, ChunkArchiver archiver, ChunkOutcomes outcomes, ResourceGate gate) {
    this.run = run;
    this.claims = claims;
    this.archiver = archiver;
    this.outcomes = outcomes;
    this.gate = gate;
  }

  @Override
  public RepeatStatus execute(StepContribution contribution, ChunkContext context) {
    long jobExecution = contribution.getStepExecution().getJobExecutionId();
    long end = System.nanoTime() + SLICE.toNanos();
    do {
      Optional<ClaimedChunk> next = claims.next();
      if (next.isEmpty()) {
        return finished(contribution);
      }
      count(contribution, work(next.get(), jobExecution));
    } while (System.nanoTime() < end && !run.isStopped());
    return RepeatStatus.CONTINUABLE;
  }

  /** A lane that was told to stop ends STOPPED, so that the job does. */
  private RepeatStatus finished(StepContribution contribution) {
    if (run.isStopped()) {
      contribution.getStepExecution().setTerminateOnly();
    }
    return RepeatStatus.FINISHED;
  }

  private Outcome work(ClaimedChunk chunk, long jobExecution) {
    long started = System.nanoTime();
    Tried tried = tryUnlessOver(chunk);
    Outcome outcome = tried.outcome();
    Duration took = Duration.ofNanos(System.nanoTime() - started);
    outcomes.settle(
        new Settlement(chunk, jobExecution, outcome, tried.quarantined(), bytes(outcome), took),
        run.store());
    run.meter().settledOne();
    if (outcome instanceof Outcome.GivenBack) {
      claims.givenBack(chunk);
    }
    log.debug("{}: {} after {}", chunk.label(), outcome, took);
    return outcome;
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
