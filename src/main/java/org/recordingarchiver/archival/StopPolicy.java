package org.recordingarchiver.archival;

import org.springframework.batch.core.step.StepExecution;
import org.springframework.batch.core.step.StepInterruptionPolicy;

/**
 * Ends a step STOPPED, and with it the job, at the next group of items after the run was stopped.
 */
final class StopPolicy implements StepInterruptionPolicy {

  private final Run run;

  StopPolicy(Run run) {
    this.run = run;
  }

  @Override
  public void checkInterrupted(StepExecution step) {
    if (run.isStopped()) {
      step.setTerminateOnly();
    }
  }
}
