package org.recordingarchiver.launch;

/** What an exception says, on one line. */
final class FailureText {

  private FailureText() {}

  static String of(Throwable thrown) {
    String message = thrown.getMessage();
    return message == null || message.isBlank()
        ? thrown.getClass().getSimpleName()
        : message.strip().replaceAll("\\s+", " ");
  }
}
