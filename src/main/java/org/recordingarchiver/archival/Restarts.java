package org.recordingarchiver.archival;

import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.JobInstance;
import org.springframework.batch.core.job.parameters.JobParameters;
import org.springframework.batch.core.job.parameters.JobParametersBuilder;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.dao.EmptyResultDataAccessException;

/** What the job repository knows of batches that may be run again. */
final class Restarts {

  /** Names the batch: the holder of its first run. */
  static final String HOLDER = "holder";

  /** Tells whose run this is, without naming another batch. */
  static final String RERUN_BY = "rerunBy";

  private final JobRepository repository;

  Restarts(JobRepository repository) {
    this.repository = repository;
  }

  /**
   * The latest run of a batch.
   *
   * @throws NoSuchBatchException if there is none
   */
  JobExecution latest(long batch) {
    JobInstance instance = instance(batch);
    JobExecution latest = instance == null ? null : repository.getLastJobExecution(instance);
    if (latest == null) {
      throw new NoSuchBatchException(
          "there is no batch %d: `status` shows the latest ones".formatted(batch));
    }
    return latest;
  }

  boolean isComplete(long batch) {
    return latest(batch).getStatus() == BatchStatus.COMPLETED;
  }

  JobParameters parameters(Rerun rerun, Run run) {
    Long first = latest(rerun.batch()).getJobParameters().getLong(HOLDER);
    if (first == null) {
      throw new NoSuchBatchException(
          "batch %d was not begun by this program: it names no holder".formatted(rerun.batch()));
    }
    return new JobParametersBuilder()
        .addLong(HOLDER, first)
        .addLong(RERUN_BY, run.holder(), false)
        .toJobParameters();
  }

  private @Nullable JobInstance instance(long batch) {
    try {
      JobInstance found = repository.getJobInstance(batch);
      return found != null && found.getJobName().equals(ArchiveRecordingsJob.NAME) ? found : null;
    } catch (EmptyResultDataAccessException e) {
      // That is how the job repository says that there is none.
      return null;
    }
  }
}
