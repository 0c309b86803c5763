package org.recordingarchiver.archival;

import java.util.Comparator;
import org.recordingarchiver.ledger.Batches;
import org.recordingarchiver.ledger.Holders;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.ExitStatus;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.JobExecutionException;
import org.springframework.batch.core.listener.JobExecutionListener;

/**
 * Ties a run to its holder, and gives also a run that did not reach its last step a true message.
 */
final class RunNotes implements JobExecutionListener {

  private final Run run;
  private final Holders holders;
  private final Batches batches;

  RunNotes(Run run, Holders holders, Batches batches) {
    this.run = run;
    this.holders = holders;
    this.batches = batches;
  }

  @Override
  public void beforeJob(JobExecution execution) {
    run.begin(execution);
    holders.beginRun(run.holder(), execution.getId());
  }

  @Override
  public void afterJob(JobExecution execution) {
    if (execution.getStatus() != BatchStatus.STOPPED && isSettled(execution)) {
      return;
    }
    String counts =
        ExitMessage.of(
            batches.count(execution.getJobInstance().getInstanceId()), run.paused(), run.noMore());
    execution.setExitStatus(
        new ExitStatus(execution.getStatus().name(), prefix(execution) + counts));
  }

  /** Whether it came to its last step. */
  static boolean isSettled(JobExecution execution) {
    return execution.getStepExecutions().stream()
        .anyMatch(step -> step.getStepName().equals("settleBatch"));
  }

  private String prefix(JobExecution execution) {
    String stopReason = run.stopReason();
    if (stopReason != null) {
      return stopReason + "; ";
    }
    return execution.getAllFailureExceptions().stream()
        .map(RunNotes::root)
        .min(Comparator.comparing(JobExecutionException.class::isInstance))
        .map(root ->
            ExitMessage.abbreviated(root.getClass().getSimpleName() + ": " + root.getMessage())
                + "; ")
        .orElse("");
  }

  /** That some lane failed is what Spring Batch says itself; what failed it is its own root. */
  private static Throwable root(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root;
  }
}
