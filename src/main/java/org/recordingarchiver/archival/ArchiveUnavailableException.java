package org.recordingarchiver.archival;

/** The archive can't be reached, or is not the one the ledger knows. */
public final class ArchiveUnavailableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  ArchiveUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
