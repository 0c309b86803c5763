package org.recordingarchiver.archival;

import io.micrometer.observation.ObservationRegistry;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.recordingarchiver.ledger.KeptBecause;
import org.recordingarchiver.store.NativeCryptography;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.configuration.support.MapJobRegistry;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.JobExecutionException;
import org.springframework.batch.core.job.parameters.JobParameters;
import org.springframework.batch.core.launch.JobExecutionAlreadyRunningException;
import org.springframework.batch.core.launch.JobOperator;
import org.springframework.batch.core.launch.support.TaskExecutorJobOperator;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.core.task.SyncTaskExecutor;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;

/** Executes the job for a run, in the shape that fits what there is to do. */
final class JobStart {

  /** What waits for the database beside the lanes: the more, the fewer and larger the commits. */
  private static final int SPARE_PER_LANE = 3;

  private static final int MOST_SPARE = 48;

  private final JobParts parts;
  private final JobRepository repository;

  JobStart(JobParts parts, JobRepository repository) {
    this.parts = parts;
    this.repository = repository;
  }

  /**
   * Executes it to its end.
   *
   * @param due how many chunks there are to take
   * @param parameters of which the identifying ones say which batch it is
   */
  RunResult execute(Run run, Work work, int due, JobParameters parameters) {
    parts.calls().reopenRecordings(run.holder());
    JobRepository held = HeldJobRepository.of(repository, parts.holders(), run.holder());
    ArchiveRecordingsJob job = new ArchiveRecordingsJob(held, parts);
    ThreadPoolTaskExecutor threads = threads();
    try {
      run.meter().enter(RunProgress.Stage.ARCHIVING, due);
      Job shape = isIdle(run, due) ? job.idle(run) : full(job, run, work, threads, due);
      return result(run, operator(held).start(shape, parameters));
    } catch (JobExecutionAlreadyRunningException e) {
      throw new RunActiveException("another run of this batch is active: " + e.getMessage(), e);
    } catch (JobExecutionException e) {
      throw new IllegalStateException("the batch can't be started: " + e.getMessage(), e);
    } finally {
      // What a failed step had queued must not begin any more; what it had begun ends before the
      // run does.
      threads.getThreadPoolExecutor().getQueue().clear();
      threads.shutdown();
    }
  }

  /** One for each run, since it writes to the job repository too. */
  private static JobOperator operator(JobRepository held) {
    TaskExecutorJobOperator operator = new TaskExecutorJobOperator();
    operator.setJobRepository(held);
    operator.setJobRegistry(new MapJobRegistry());
    operator.setTaskExecutor(new SyncTaskExecutor());
    operator.setObservationRegistry(ObservationRegistry.NOOP);
    return operator;
  }

  private Job full(
      ArchiveRecordingsJob job, Run run, Work work, ThreadPoolTaskExecutor threads, int due) {
    NativeCryptography.use();
    parts.source().prepare();
    return job.full(run, work, lanes(due), threads);
  }

  private boolean isIdle(Run run, int due) {
    if (parts.policy().deletes()) {
      parts.deletions().release(run.holder(), KeptBecause.SWITCHED_OFF);
    }
    if (parts.policy().allowsOtherObject()) {
      parts.deletions().release(run.holder(), KeptBecause.OTHER_OBJECT);
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

  /** One for each lane and some to spare; sealing and deleting use them too. */
  private ThreadPoolTaskExecutor threads() {
    ThreadPoolTaskExecutor threads = new ThreadPoolTaskExecutor();
    threads.setThreadNamePrefix("lane-");
    int lanes = parts.settings().lanes();
    threads.setCorePoolSize(lanes + Math.min(SPARE_PER_LANE * lanes, MOST_SPARE));
    threads.setDaemon(true);
    // An interrupt would close the file that a lane is writing.
    threads.setWaitForTasksToCompleteOnShutdown(true);
    threads.setAwaitTerminationMillis(Long.MAX_VALUE);
    threads.initialize();
    return threads;
  }

  private static RunResult result(Run run, JobExecution execution) {
    return new RunResult(
        execution.getJobInstance().getInstanceId(),
        execution.getId(),
        status(execution.getStatus()),
        execution.getExitStatus().getExitDescription(),
        broken(run, execution));
  }

  private static @Nullable RunBrokenException broken(Run run, JobExecution execution) {
    List<Throwable> failures = new ArrayList<>(execution.getAllFailureExceptions());
    Exception lost = run.lostDatabase();
    if (lost != null) {
      failures.add(lost);
    }
    return failures.isEmpty() || (lost == null && RunNotes.isSettled(execution))
        ? null
        : new RunBrokenException(execution.getExitStatus().getExitDescription(), failures);
  }

  private static RunResult.Status status(BatchStatus status) {
    return switch (status) {
      case COMPLETED -> RunResult.Status.COMPLETED;
      case STOPPED, STOPPING -> RunResult.Status.STOPPED;
      case FAILED, STARTING, STARTED, ABANDONED, UNKNOWN -> RunResult.Status.FAILED;
    };
  }
}
