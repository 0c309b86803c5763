package org.recordingarchiver.archival;

import java.time.Clock;
import java.time.LocalDateTime;
import org.jspecify.annotations.Nullable;
import org.recordingarchiver.ledger.Holders;
import org.recordingarchiver.ledger.Holders.Holder;
import org.recordingarchiver.ledger.Runs;
import org.recordingarchiver.store.ArchiveStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.ExitStatus;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.dao.EmptyResultDataAccessException;
import org.springframework.stereotype.Component;

/**
 * Puts right what dead processes left: their chunks are free, their runs FAILED in the job
 * repository. Also UNKNOWN runs, which {@code JobOperator.recover} leaves alone and which could
 * never be started again.
 */
@Component
class RunRecovery {

  private static final Logger log = LoggerFactory.getLogger(RunRecovery.class);

  private final Holders holders;
  private final Runs runs;
  private final JobRepository repository;
  private final ArchiveStore store;
  private final Clock clock;

  RunRecovery(
      Holders holders, Runs runs, JobRepository repository, ArchiveStore store, Clock clock) {
    this.holders = holders;
    this.runs = runs;
    this.repository = repository;
    this.store = store;
    this.clock = clock;
  }

  /**
   * Ends a dead holder. It may only sleep: so it is shut out of the archive before anyone can take
   * what it holds.
   */
  void bury(Holder dead) {
    store.expel(Run.holderName(dead.id()));
    int chunks = holders.end(dead.id());
    log.warn("{} died; its {} chunks are free again", dead.label(), chunks);
    if (dead.run() != null) {
      recover(dead.run(), dead.label() + " died");
    }
  }

  /** Ends runs in the job repository that nobody works on any more. */
  void recoverAbandonedRuns() {
    runs.abandoned(ArchiveRecordingsJob.NAME)
        .forEach(run -> recover(run, "the process that worked on it died"));
  }

  private void recover(long run, String reason) {
    JobExecution execution = execution(run);
    if (execution == null) {
      return;
    }
    LocalDateTime now = LocalDateTime.now(clock);
    // A run that ended without its database may have noted its own end, but not that of a lane.
    String why = isOver(execution.getStatus()) ? "its end was not recorded" : reason;
    String message = "%s; recovered at %sZ".formatted(why, now);
    for (StepExecution step : execution.getStepExecutions()) {
      if (!isOver(step.getStatus())) {
        step.setStatus(BatchStatus.FAILED);
        step.setExitStatus(ExitStatus.FAILED.addExitDescription(message));
        step.setEndTime(now);
        repository.update(step);
      }
    }
    if (!isOver(execution.getStatus())) {
      execution.setStatus(BatchStatus.FAILED);
      execution.setExitStatus(ExitStatus.FAILED.addExitDescription(message));
      execution.setEndTime(now);
      repository.update(execution);
    }
  }

  private @Nullable JobExecution execution(long run) {
    try {
      return repository.getJobExecution(run);
    } catch (EmptyResultDataAccessException e) {
      // Pruned: nothing is left to put right, and starting must not fail for it.
      return null;
    }
  }

  private static boolean isOver(BatchStatus status) {
    return switch (status) {
      case COMPLETED, FAILED, STOPPED, ABANDONED -> true;
      case STARTING, STARTED, STOPPING, UNKNOWN -> false;
    };
  }
}
