package org.recordingarchiver.embedded;

import org.jspecify.annotations.Nullable;

/**
 * The embedded database can't be had. The message, fit for operators, says what failed, in which
 * directory, and what to do.
 */
public final class EmbeddedPostgresException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  EmbeddedPostgresException(String message, @Nullable Throwable cause) {
    super("embedded PostgreSQL: " + message, cause);
  }
}
