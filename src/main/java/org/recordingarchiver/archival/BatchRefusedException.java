package org.recordingarchiver.archival;

/** A batch that can't be run again, and why; nothing was touched. */
public final class BatchRefusedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  BatchRefusedException(String message) {
    super(message);
  }
}
