package org.recordingarchiver.archival;

/** There is no batch of that number, or it can't be run again. The message says what to do. */
public final class NoSuchBatchException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public NoSuchBatchException(String message) {
    super(message);
  }
}
