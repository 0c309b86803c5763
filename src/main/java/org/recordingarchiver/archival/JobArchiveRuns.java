package org.recordingarchiver.archival;

import java.util.ArrayList;
import java.util.List;
import org.recordingarchiver.archival.ArchivePlan.PlannedChunk;
import org.recordingarchiver.ledger.ChunkQueue.Part;
import org.recordingarchiver.ledger.ChunkQueue.Waiting;
import org.recordingarchiver.ledger.KeptBecause;
import org.recordingarchiver.ledger.KnownStores;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.JobExecutionException;
import org.springframework.batch.core.job.parameters.JobParameters;
import org.springframework.batch.core.job.parameters.JobParametersBuilder;
import org.springframework.batch.core.launch.JobOperator;
import org.springframework.core.task.SimpleAsyncTaskExecutor;

/** Runs one batch in this process: opens the store, becomes a holder, runs the job, lets go. */
final class JobArchiveRuns implements ArchiveRuns {

  private final JobParts parts;
  private final ArchiveRecordingsJob job;
  private final JobOperator operator;
  private final RunStarter starter;
  private final KnownStores stores;
  private final ActiveRun active;

  JobArchiveRuns(
      JobParts parts,
      ArchiveRecordingsJob job,
      JobOperator operator,
      RunStarter starter,
      KnownStores stores,
      ActiveRun active) {
    this.parts = parts;
    this.job = job;
    this.operator = operator;
    this.starter = starter;
    this.stores = stores;
    this.active = active;
  }

  @Override
  public RunResult archive(ArchiveRequest request, RunObserver observer) {
    String store = OpenedStore.id(parts.store(), stores);
    Run run = new Run(starter.start(), store, request);
    active.begin(run);
    Pulse heartbeat = heartbeat(run).start();
    ProgressTicker ticker =
        new ProgressTicker(run, observer, parts.queue(), parts.retention().atRisk());
    Pulse progress = ticker.start();
    try {
      parts.store().sweepIncoming(this::lives);
      return result(execute(run));
    } finally {
      progress.close();
      ticker.tell();
      heartbeat.close();
      end(run);
    }
  }

  private void end(Run run) {
    try {
      parts.holders().end(run.holder());
    } finally {
      active.end(run);
    }
  }

  private Heartbeat heartbeat(Run run) {
    return new Heartbeat(
        run, parts.holders(), parts.settings().lease(), () -> Runtime.getRuntime().halt(1));
  }

  private boolean lives(String holderName) {
    return parts.holders().unended().stream()
        .anyMatch(it -> Run.holderName(it.id()).equals(holderName));
  }

  private JobExecution execute(Run run) {
    parts.calls().reopenRecordings();
    int due = parts.queue().due(Claims.limit(run.request(), parts.settings()));
    try (SimpleAsyncTaskExecutor threads = threads()) {
      run.meter().enter(RunProgress.Stage.ARCHIVING, due);
      Job shape = isIdle(due) ? job.idle(run) : job.full(run, lanes(due), threads);
      return operator.start(shape, parameters(run));
    } catch (JobExecutionException e) {
      throw new IllegalStateException("the batch can't be started: " + e.getMessage(), e);
    }
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

  private long deletionsDue() {
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

  private static JobParameters parameters(Run run) {
    return new JobParametersBuilder().addLong("holder", run.holder()).toJobParameters();
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

  @Override
  public ArchivePlan plan(ArchiveRequest request) {
    int limit = Claims.limit(request, parts.settings());
    List<PlannedChunk> chunks = new ArrayList<>();
    for (Part part : Part.values()) {
      parts.queue().peek(part, limit - chunks.size()).stream()
          .map(it -> planned(it, request))
          .forEach(chunks::add);
    }
    long toSeal = parts.recordings().count() + parts.calls().recordings();
    return new ArchivePlan(chunks, parts.queue().waiting(), toSeal, deletionsDue());
  }

  private PlannedChunk planned(Waiting chunk, ArchiveRequest request) {
    boolean deletes = parts.policy().deletes() && !request.keepSource() && !chunk.keepSource();
    return new PlannedChunk(
        chunk.chunk(), chunk.resource(), chunk.documentId(), chunk.expiresAt(), deletes);
  }
}
