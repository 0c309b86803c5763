package org.recordingarchiver.archival;

import java.util.concurrent.atomic.AtomicLong;
import org.springframework.batch.core.ExitStatus;
import org.springframework.batch.core.listener.StepExecutionListener;
import org.springframework.batch.core.step.StepExecution;

/** Makes the counts of a step true: written is what was achieved, the rest is skipped. */
final class Tally implements StepExecutionListener {

  private final AtomicLong achieved = new AtomicLong();
  private final AtomicLong missed = new AtomicLong();

  void count(boolean success) {
    (success ? achieved : missed).incrementAndGet();
  }

  @Override
  public ExitStatus afterStep(StepExecution step) {
    step.setWriteCount(achieved.get());
    step.setProcessSkipCount(missed.get());
    return step.getExitStatus();
  }
}
