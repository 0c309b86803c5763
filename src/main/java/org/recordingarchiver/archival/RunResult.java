package org.recordingarchiver.archival;

import org.jspecify.annotations.Nullable;

/**
 * How a run ended, as the job repository and the ledger have it.
 *
 * @param batch JOB_INSTANCE_ID
 * @param run JOB_EXECUTION_ID
 * @param message the exit message of the job execution
 * @param broken what broke it off before its last step, null if it got there or was stopped
 */
public record RunResult(
    long batch, long run, Status status, String message, @Nullable RunBrokenException broken) {

  /** One that was not broken off. */
  public RunResult(long batch, long run, Status status, String message) {
    this(batch, run, status, message, null);
  }

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
