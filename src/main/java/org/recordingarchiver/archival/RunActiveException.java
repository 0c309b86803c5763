package org.recordingarchiver.archival;

/** Another run is alive: its host, process and start are in the message. */
public final class RunActiveException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  RunActiveException(String message) {
    super(message);
  }

  public RunActiveException(String message, Throwable cause) {
    super(message, cause);
  }
}
