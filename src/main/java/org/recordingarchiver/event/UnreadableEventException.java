package org.recordingarchiver.event;

/** Ends the reading of one event; the message says what is wrong with it. */
final class UnreadableEventException extends Exception {

  private static final long serialVersionUID = 1L;

  UnreadableEventException(String reason) {
    super(reason);
  }
}
