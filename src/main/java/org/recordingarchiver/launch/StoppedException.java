package org.recordingarchiver.launch;

/** A signal asked the process to end, and the work broke off. */
final class StoppedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  StoppedException(Throwable cause) {
    super("stopped by a signal; the next run goes on where this one ended", cause);
  }
}
