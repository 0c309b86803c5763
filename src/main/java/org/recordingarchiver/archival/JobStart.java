package org.recordingarchiver.archival;

import org.recordingarchiver.ledger.KeptBecause;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.JobExecutionException;
import org.springframework.batch.core.job.parameters.JobParameters;
import org.springframework.batch.core.launch.JobExecutionAlreadyRunningException;
import org.springframework.batch.core.launch.JobOperator;
import org.springframework.core.task.SimpleAsyncTaskExecutor;

/** Executes the job for a run, in the shape that fits what there is to do. */
final class JobStart {

  private final JobParts parts;
  private final ArchiveRecordingsJob job;
  private final JobOperator operator;

  JobStart(JobParts parts, ArchiveRecordingsJob job, JobOperator operator) {
    this.parts = parts;
    this.job = job;
    this.operator = operator;
  }

  /**
   * Executes it to its end.
   *
   * @param due how many chunks there are to take
   * @param parameters of which the identifying ones say which batch it is
   */
  RunResult execute(Run run, Work work, int due, JobParameters parameters) {
    parts.calls().reopenRecordings();
    try (SimpleAsyncTaskExecutor threads = threads()) {
      run.meter().enter(RunProgress.Stage.ARCHIVING, due);
      Job shape = isIdle(due) ? job.idle(run) : full(run, work, lanes(due), threads);
      return result(operator.start(shape, parameters));
    } catch (JobExecutionAlreadyRunningException e) {
      throw new RunActiveException("another run of this batch is active: " + e.getMessage(), e);
    } catch (JobExecutionException e) {
      throw new IllegalStateException("the batch can't be started: " + e.getMessage(), e);
    }
  }

  private Job full(Run run, Work work, int lanes, SimpleAsyncTaskExecutor threads) {
    parts.outcomes().prepare();
    return job.full(run, work, lanes, threads);
  }

  private boolean isIdle(int due) {
    if (parts.policy().deletes()) {
      parts.deletions().release(KeptBecause.SWITCHED_OFF);
    }
    if (parts.policy().allowsOtherObject()) {
      parts.deletions().release(KeptBecause.OTHER_OBJECT);
    }
    return due == 0 && parts.recordings().count() == 0 && deletionsDue() == 0;
  }

  /** Sources that could be deleted now. */
  long deletionsDue() {
    return parts.policy().deletes() ? parts.deletions().count() : 0;
  }

  /** Lanes never outnumber the chunks: the job repository stays small. */
  private int lanes(int due) {
    return Math.max(1, Math.min(parts.settings().lanes(), due));
  }

  private SimpleAsyncTaskExecutor threads() {
    SimpleAsyncTaskExecutor threads = new SimpleAsyncTaskExecutor("lane-");
    threads.setConcurrencyLimit(parts.settings().lanes());
    threads.setDaemon(true);
    return threads;
  }

  private static RunResult result(JobExecution execution) {
    return new RunResult(
        execution.getJobInstance().getInstanceId(),
        execution.getId(),
        status(execution.getStatus()),
        execution.getExitStatus().getExitDescription());
  }

  private static RunResult.Status status(BatchStatus status) {
    return switch (status) {
      case COMPLETED -> RunResult.Status.COMPLETED;
      case STOPPED, STOPPING -> RunResult.Status.STOPPED;
      case FAILED, STARTING, STARTED, ABANDONED, UNKNOWN -> RunResult.Status.FAILED;
    };
  }
}
