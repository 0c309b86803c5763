package org.recordingarchiver.archival;

/** Runs batches again that left something unfinished: the same job instance, a new execution. */
public interface BatchReruns {

  /**
   * Says what a rerun would do now, and touches nothing.
   *
   * @throws BatchRefusedException if a batch is not known
   */
  RerunPlan plan(RerunRequest request);

  /**
   * Runs one batch again, to its end. Lanes take only what the batch left unfinished, each chunk
   * once; bags are sealed and sources deleted as in any run. A batch whose last run COMPLETED is
   * left alone, and that run is the result.
   *
   * @param request of whose batches this is one
   * @throws BatchRefusedException if the batch is not known, or was abandoned
   * @throws RunActiveException if another run is alive on this database
   * @throws ArchiveUnavailableException if the store can't be reached or is not the one the ledger
   *     knows; nothing was written or deleted
   * @throws IllegalStateException if the application is being shut down; nothing was touched
   */
  RunResult rerun(long batch, RerunRequest request, RunObserver observer);
}
