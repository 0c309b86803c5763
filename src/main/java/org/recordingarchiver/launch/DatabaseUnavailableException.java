package org.recordingarchiver.launch;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.List;
import org.flywaydb.core.api.FlywayException;
import org.springframework.jdbc.CannotGetJdbcConnectionException;

/** The database can't be reached, or is not the one that is expected. */
final class DatabaseUnavailableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private static final List<Class<? extends Throwable>> SIGNS =
      List.of(
          FlywayException.class,
          CannotGetJdbcConnectionException.class,
          SQLTransientConnectionException.class);

  // JPA is the ledger's: its types are known here by name only.
  private static final String OTHER_SCHEMA = "org.hibernate.tool.schema.";

  // SQLSTATE: connection, authorization, no such database, out of connections, shut down.
  private static final List<String> STATES = List.of("08", "28", "3D", "53", "57P");

  private DatabaseUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }

  /** The failure itself, unless the database is to blame. */
  static RuntimeException of(String database, RuntimeException failure) {
    for (Throwable t = failure; t != null; t = t.getCause()) {
      if (isSign(t)) {
        return new DatabaseUnavailableException(database + ": " + reason(t), failure);
      }
    }
    return failure;
  }

  private static boolean isSign(Throwable t) {
    return SIGNS.stream().anyMatch(sign -> sign.isInstance(t))
        || t.getClass().getName().startsWith(OTHER_SCHEMA)
        || (t instanceof SQLException sql
            && sql.getSQLState() != null
            && STATES.stream().anyMatch(sql.getSQLState()::startsWith));
  }

  /** The driver says it best. */
  private static String reason(Throwable sign) {
    Throwable speaker = sign;
    for (Throwable t = sign; t != null; t = t.getCause()) {
      speaker = t instanceof SQLException ? t : speaker;
    }
    return FailureText.of(speaker);
  }
}
