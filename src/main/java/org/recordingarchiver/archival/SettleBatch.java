package org.recordingarchiver.archival;

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

  private final Batches batches;

  SettleBatch(Batches batches) {
    this.batches = batches;
  }

  @Override
  public RepeatStatus execute(StepContribution contribution, ChunkContext context) {
    return RepeatStatus.FINISHED;
  }

  @Override
  public ExitStatus afterStep(StepExecution step) {
    Batches.Counts counts = batches.count(step.getJobExecution().getJobInstance().getInstanceId());
    if (!counts.isClean()) {
      step.setStatus(BatchStatus.FAILED);
    }
    ExitStatus status = counts.isClean() ? ExitStatus.COMPLETED : ExitStatus.FAILED;
    return status.addExitDescription(ExitMessage.of(counts));
  }
}
