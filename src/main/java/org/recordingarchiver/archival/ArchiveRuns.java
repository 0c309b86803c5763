package org.recordingarchiver.archival;

/** Starts the job {@code archiveRecordings} and waits for its end. */
public interface ArchiveRuns {

  /**
   * Runs one batch to its end. If nothing is due, only an empty batch is noted.
   *
   * @throws RunActiveException if another run is alive on this database
   * @throws ArchiveUnavailableException if the store can't be reached or is not the one the ledger
   *     knows; nothing was written or deleted
   */
  RunResult archive(ArchiveRequest request, RunObserver observer);

  /**
   * The next run of a batch: same job instance, new execution. Its FAILED chunks are due at once,
   * and its waiting ones; nothing new is taken. A batch with nothing left to do completes.
   *
   * @throws NoSuchBatchException if there is no such batch
   * @throws RunActiveException if another run is alive on this database
   * @throws ArchiveUnavailableException as for {@link #archive}
   */
  RunResult rerun(Rerun rerun, RunObserver observer);

  /**
   * Says what {@link #rerun} would do now, and touches nothing.
   *
   * @throws NoSuchBatchException if there is no such batch
   */
  RerunPlan planRerun(Rerun rerun);

  /** Says what {@link #archive} would do now, and touches nothing. */
  ArchivePlan plan(ArchiveRequest request);
}
