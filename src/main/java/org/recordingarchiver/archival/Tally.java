package org.recordingarchiver.archival;

import java.util.concurrent.atomic.AtomicLong;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.ExitStatus;
import org.springframework.batch.core.listener.StepExecutionListener;
import org.springframework.batch.core.step.StepExecution;

/**
 * Makes the counts of a step true: written is what was achieved, the rest is skipped. A step of a
 * stopped run ends STOPPED, so that the job does.
 */
final class Tally implements StepExecutionListener {

  private final Run run;
  private final AtomicLong achieved = new AtomicLong();
  private final AtomicLong missed = new AtomicLong();

  Tally(Run run) {
    this.run = run;
  }

  void count(boolean success) {
    (success ? achieved : missed).incrementAndGet();
  }

  @Override
  public ExitStatus afterStep(StepExecution step) {
    step.setWriteCount(achieved.get());
    step.setProcessSkipCount(missed.get());
    if (run.isStopped() && step.getStatus() == BatchStatus.COMPLETED) {
      step.setStatus(BatchStatus.STOPPED);
      return ExitStatus.STOPPED;
    }
    return step.getExitStatus();
  }
}
