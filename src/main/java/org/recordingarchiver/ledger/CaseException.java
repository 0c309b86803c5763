package org.recordingarchiver.ledger;

/** A person's decision does not fit the chunk. The message says why, and what to do. */
public final class CaseException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public CaseException(String message) {
    super(message);
  }
}
