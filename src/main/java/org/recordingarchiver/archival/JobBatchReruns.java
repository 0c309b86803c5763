package org.recordingarchiver.archival;

import java.util.List;
import org.recordingarchiver.archival.RerunPlan.PlannedBatch;
import org.recordingarchiver.ledger.Reruns;
import org.recordingarchiver.ledger.Reruns.Selection;
import org.recordingarchiver.ledger.Reruns.Unfinished;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.JobInstance;
import org.springframework.batch.core.job.parameters.JobParameters;
import org.springframework.batch.core.job.parameters.JobParametersBuilder;
import org.springframework.batch.core.repository.JobRepository;

/** Restarts job instances in this process. */
final class JobBatchReruns implements BatchReruns {

  private final JobParts parts;
  private final RunFrame frame;
  private final JobStart start;
  private final JobRepository repository;
  private final Reruns reruns;

  JobBatchReruns(
      JobParts parts, RunFrame frame, JobStart start, JobRepository repository, Reruns reruns) {
    this.parts = parts;
    this.frame = frame;
    this.start = start;
    this.repository = repository;
    this.reruns = reruns;
  }

  @Override
  public RerunPlan plan(RerunRequest request) {
    List<Long> batches =
        request.batches().isEmpty()
            ? reruns.failedBatches(ArchiveRecordingsJob.NAME, request.cause())
            : request.batches();
    RerunPlanner planner = new RerunPlanner(parts.settings().maxDuration());
    List<PlannedBatch> planned =
        batches.stream()
            .map(it -> planner.of(it, isCompleted(lastRun(it)), unfinished(it, request)))
            .toList();
    return new RerunPlan(planned, parts.settings().maxDuration());
  }

  private List<Unfinished> unfinished(long batch, RerunRequest request) {
    return reruns.unfinished(
        new Selection(
            batch, request.cause(), request.triesAcknowledged(), parts.settings().lease()));
  }

  @Override
  public RunResult rerun(long batch, RerunRequest request, RunObserver observer) {
    JobExecution last = lastRun(batch);
    return isCompleted(last)
        ? completed(last)
        : frame.around(
            batch, ArchiveRequest.usual(), observer, run -> execute(run, batch, request));
  }

  /** Once this process is a holder no other run of this batch can begin. */
  private RunResult execute(Run run, long batch, RerunRequest request) {
    JobExecution last = lastRun(batch);
    if (isCompleted(last)) {
      return completed(last);
    }
    List<Unfinished> chunks = unfinished(batch, request);
    reruns.release(run.holder(), chunks);
    BatchWork work = new BatchWork(run, parts.queue(), chunks);
    return start.execute(run, work, chunks.size(), parameters(last, run));
  }

  private JobExecution lastRun(long batch) {
    JobInstance instance = repository.getJobInstance(batch);
    JobExecution last =
        instance == null || !instance.getJobName().equals(ArchiveRecordingsJob.NAME)
            ? null
            : repository.getLastJobExecution(instance);
    if (last == null) {
      throw new BatchRefusedException(
          "there is no batch %d in the job repository; `status` lists the last ones"
              .formatted(batch));
    }
    if (last.getStatus() == BatchStatus.ABANDONED) {
      throw new BatchRefusedException(
          "batch %d was abandoned in the job repository and can't be run again; `archive` takes its chunks when they are due"
              .formatted(batch));
    }
    return last;
  }

  private static boolean isCompleted(JobExecution run) {
    return run.getStatus() == BatchStatus.COMPLETED;
  }

  private static RunResult completed(JobExecution last) {
    return new RunResult(
        last.getJobInstance().getInstanceId(),
        last.getId(),
        RunResult.Status.COMPLETED,
        "COMPLETED already, nothing to do");
  }

  /** The identifying parameters are the batch; who runs it now is not part of that. */
  private static JobParameters parameters(JobExecution last, Run run) {
    return new JobParametersBuilder(
            new JobParameters(last.getJobParameters().getIdentifyingParameters()))
        .addLong("rerunBy", run.holder(), false)
        .toJobParameters();
  }
}
