package org.recordingarchiver.media;

/** The bytes are not a whole media file; the message says what, where and what was expected. */
final class DamagedMediaException extends Exception {

  private static final long serialVersionUID = 1;

  DamagedMediaException(String reason) {
    super(reason);
  }

  String reason() {
    return String.valueOf(getMessage());
  }
}
