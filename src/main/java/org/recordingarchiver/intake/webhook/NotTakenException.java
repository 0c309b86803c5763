package org.recordingarchiver.intake.webhook;

/** A delivery is not taken in now; Event Grid brings it again. The message shows no secret. */
final class NotTakenException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  NotTakenException(String message) {
    super(message);
  }

  NotTakenException(String message, Throwable cause) {
    super(message, cause);
  }
}
