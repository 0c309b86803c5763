package org.recordingarchiver.archival;

import java.util.Collection;

/** A run ended before its last step; suppressed is what its steps failed with. */
public final class RunBrokenException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  RunBrokenException(String message, Collection<Throwable> failures) {
    super(message);
    failures.forEach(this::addSuppressed);
  }
}
