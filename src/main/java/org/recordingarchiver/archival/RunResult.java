package org.recordingarchiver.archival;

/**
 * How a run ended, as the job repository and the ledger have it.
 *
 * @param batch JOB_INSTANCE_ID
 * @param run JOB_EXECUTION_ID
 * @param message the exit message of the job execution
 */
public record RunResult(long batch, long run, Status status, String message) {

  /** The status of the job execution. */
  public enum Status {
    /** Nothing of this batch is FAILED, LOST or waits for a retry. */
    COMPLETED,
    /** Something of this batch is FAILED, LOST or waits for a retry. */
    FAILED,
    /** Stopped by a signal; the next run goes on. */
    STOPPED
  }
}
