package org.recordingarchiver.source;

import java.io.InterruptedIOException;
import java.io.Serial;

/** The source kept us waiting longer than a setting allows; the message says which, and how. */
final class TooSlow extends InterruptedIOException {

  @Serial private static final long serialVersionUID = 1L;

  TooSlow(String message) {
    super(message);
  }
}
