package org.recordingarchiver.archival;

import java.util.HashMap;
import java.util.Map;
import org.recordingarchiver.ledger.DueDeletion;
import org.recordingarchiver.ledger.RecordingToSeal;
import org.recordingarchiver.ledger.RecordingsToSeal;
import org.recordingarchiver.ledger.SourceDeletions;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.builder.JobBuilder;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.Step;
import org.springframework.batch.core.step.builder.StepBuilder;
import org.springframework.batch.infrastructure.item.ExecutionContext;
import org.springframework.batch.infrastructure.support.transaction.ResourcelessTransactionManager;
import org.springframework.core.task.AsyncTaskExecutor;

/**
 * The job {@code archiveRecordings}, from top to bottom:
 *
 * <ol>
 *   <li>{@code archiveChunks}: lanes take chunks, each fetches, checks, keeps, reads back and
 *       records, until nothing is left to take.
 *   <li>{@code sealRecordings}: recordings whose chunks are all settled become valid bags.
 *   <li>{@code deleteSources}: sealed chunks are deleted at the source, each under a permit.
 *   <li>{@code settleBatch}: counts, and decides the status.
 * </ol>
 *
 * <p>No step runs inside a database transaction: bytes travel meanwhile. What a step has to commit
 * goes through the ledger, in short transactions of its own; the steps' own transaction manager is
 * the resourceless one on purpose.
 */
final class ArchiveRecordingsJob {

  static final String NAME = "archiveRecordings";

  /** Recordings, each with its events as they came: these are held in memory. */
  private static final int SEALED_TOGETHER = 100;

  private static final int DELETED_TOGETHER = 250;

  private final JobRepository repository;
  private final JobParts parts;

  ArchiveRecordingsJob(JobRepository repository, JobParts parts) {
    this.repository = repository;
    this.parts = parts;
  }

  /**
   * The job with all its steps. A rerun executes each of them again, whatever became of it before.
   *
   * @param work where the lanes take their chunks from
   * @param lanes at most as many as there are chunks
   */
  Job full(Run run, Work work, int lanes, AsyncTaskExecutor threads) {
    ResourceGate gate = parts.gate(run);
    return new JobBuilder(NAME, repository)
        .listener(new RunNotes(run, parts.holders(), parts.batches()))
        .start(archiveChunks(run, work, gate, lanes, threads))
        .next(sealRecordings(run, threads))
        .next(deleteSources(run, gate, threads))
        .next(settleBatch(run))
        .build();
  }

  /** The job when nothing is due: noted as a batch, but without a row for every idle step. */
  Job idle(Run run) {
    return new JobBuilder(NAME, repository)
        .listener(new RunNotes(run, parts.holders(), parts.batches()))
        .start(settleBatch(run))
        .build();
  }

  private Step archiveChunks(
      Run run, Work work, ResourceGate gate, int lanes, AsyncTaskExecutor threads) {
    Step lane =
        new StepBuilder("lane", repository)
            .tasklet(
                new Lane(
                    run,
                    new Claims(run, work, gate, parts.settings()),
                    parts.chunkArchiver(run),
                    parts.outcomes(),
                    gate,
                    threads),
                new ResourcelessTransactionManager())
            // Set on the manager alone, a rerun would run no lane and end COMPLETED for ever.
            .allowStartIfComplete(true)
            .build();
    return new StepBuilder("archiveChunks", repository)
        // A rerun is told the grid size of the run before: what counts is what is to be done now.
        .partitioner("lane", sizeOfTheRunBefore -> partitions(lanes))
        .step(lane)
        .partitionHandler(new EveryLane(lane, lanes, threads))
        .allowStartIfComplete(true)
        .build();
  }

  private Step sealRecordings(Run run, AsyncTaskExecutor threads) {
    Tally tally = new Tally();
    return new StepBuilder("sealRecordings", repository)
        .<RecordingToSeal, RecordingsToSeal.Settled>chunk(SEALED_TOGETHER)
        .reader(new SealReader(run, parts.recordings(), SEALED_TOGETHER, threads))
        .processor(new Sealer(run, parts.bags()))
        .writer(new SealRecorder(run, parts.recordings(), tally))
        .transactionManager(new ResourcelessTransactionManager())
        .taskExecutor(threads)
        .listener(tally)
        .interruptionPolicy(new StopPolicy(run))
        .allowStartIfComplete(true)
        .build();
  }

  private Step deleteSources(Run run, ResourceGate gate, AsyncTaskExecutor threads) {
    Tally tally = new Tally();
    return new StepBuilder("deleteSources", repository)
        .<DueDeletion, SourceDeletions.Settled>chunk(DELETED_TOGETHER)
        .reader(
            new DeletionReader(run, parts.deletions(), parts.policy(), DELETED_TOGETHER, threads))
        .processor(parts.sourceDeleter(run, gate))
        .writer(new ReceiptRecorder(run, parts.deletions(), tally))
        .transactionManager(new ResourcelessTransactionManager())
        .taskExecutor(threads)
        .listener(tally)
        .interruptionPolicy(new StopPolicy(run))
        .allowStartIfComplete(true)
        .build();
  }

  private Step settleBatch(Run run) {
    SettleBatch settle = new SettleBatch(run, parts.batches());
    return new StepBuilder("settleBatch", repository)
        .tasklet(settle, new ResourcelessTransactionManager())
        .listener(settle)
        .allowStartIfComplete(true)
        .build();
  }

  /** Lanes are told nothing: each pulls its own next work. */
  private static Map<String, ExecutionContext> partitions(int lanes) {
    Map<String, ExecutionContext> partitions = new HashMap<>();
    for (int lane = 0; lane < lanes; lane++) {
      partitions.put("%03d".formatted(lane), new ExecutionContext());
    }
    return partitions;
  }
}
