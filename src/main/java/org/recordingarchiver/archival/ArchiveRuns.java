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

  /** Says what {@link #archive} would do now, and touches nothing. */
  ArchivePlan plan(ArchiveRequest request);
}
