package org.recordingarchiver.archival;

import org.jspecify.annotations.Nullable;
import org.recordingarchiver.ledger.Batches;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.ExitStatus;
import org.springframework.batch.core.listener.StepExecutionListener;
import org.springframework.batch.core.scope.context.ChunkContext;
import org.springframework.batch.core.step.StepContribution;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.batch.core.step.tasklet.Tasklet;
import org.springframework.batch.infrastructure.repeat.RepeatStatus;

/**
 * The last step: counts from the ledger, never from step statuses, and decides the status. Its exit
 * message becomes the job's.
 */
final class SettleBatch implements Tasklet, StepExecutionListener {

  private final Run run;
  private final Batches batches;
  private Batches.@Nullable Counts counts;

  SettleBatch(Run run, Batches batches) {
    this.run = run;
    this.batches = batches;
  }

  @Override
  public RepeatStatus execute(StepContribution contribution, ChunkContext context) {
    // Not after the step: what fails there is only logged, and the step stays COMPLETED.
    counts =
        batches.count(
            contribution.getStepExecution().getJobExecution().getJobInstance().getInstanceId());
    if (run.isStopped()) {
      contribution.getStepExecution().setTerminateOnly();
    }
    return RepeatStatus.FINISHED;
  }

  @Override
  public ExitStatus afterStep(StepExecution step) {
    Batches.Counts counted = counts;
    if (counted == null) {
      return step.getExitStatus();
    }
    if (step.getStatus() == BatchStatus.COMPLETED && !counted.isClean()) {
      step.setStatus(BatchStatus.FAILED);
    }
    return new ExitStatus(
        step.getStatus().name(), ExitMessage.of(counted, run.paused(), run.noMore()));
  }
}
