package org.recordingarchiver.source;

import java.io.Serial;

/** Carries a failure from where it was met to where it is answered. */
final class Unsuccessful extends Exception {

  @Serial private static final long serialVersionUID = 1L;

  private final transient Failure failure;

  Unsuccessful(Failure failure) {
    super(failure.message(), null, false, false);
    this.failure = failure;
  }

  Failure failure() {
    return failure;
  }
}
