package org.recordingarchiver.ledger;

/** Someone else may hold it now: this process was silent for longer than its lease. */
public final class LeaseLostException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  LeaseLostException(String message) {
    super(message);
  }
}
