package org.recordingarchiver.archival;

/** The archived copy is not what was received. */
final class ReadBackMismatchException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  ReadBackMismatchException(String message) {
    super(message);
  }
}
