package org.recordingarchiver.launch;

import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientConnectionException;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.flywaydb.core.api.FlywayException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.transaction.TransactionSystemException;

/** The database can't be reached, or is not the one that is expected. */
final class DatabaseUnavailableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private static final List<Class<? extends Throwable>> SIGNS =
      List.of(
          FlywayException.class,
          DataAccessResourceFailureException.class,
          RecoverableDataAccessException.class,
          SQLTransientConnectionException.class,
          SQLNonTransientConnectionException.class,
          SQLRecoverableException.class);

  // SQLSTATE: connection, authorization, no such database, out of connections, shut down; no such
  // schema, table or column, so it is not the one that is expected.
  private static final List<String> STATES =
      List.of("08", "28", "3D", "53", "57P", "3F000", "42P01", "42703");

  // What the pool says of a connection that broke while it was used, such as in a rollback.
  private static final String CLOSED_BY_POOL = "Connection is closed";

  private DatabaseUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }

  /** The failure itself, unless the database is to blame. */
  static RuntimeException of(String database, RuntimeException failure) {
    return sign(failure)
        .<RuntimeException>map(
            sign -> new DatabaseUnavailableException(database + ": " + reason(sign), failure))
        .orElse(failure);
  }

  /** Whether the database is to blame. */
  static boolean isToBlame(Throwable failure) {
    return sign(failure).isPresent();
  }

  /** What broke first counts as much as what broke because of that. */
  private static Optional<Throwable> sign(Throwable failure) {
    Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    Deque<Throwable> left = new ArrayDeque<>(List.of(failure));
    while (!left.isEmpty()) {
      Throwable t = left.poll();
      if (isSign(t)) {
        return Optional.of(t);
      }
      if (seen.add(t)) {
        Optional.ofNullable(t.getCause()).ifPresent(left::add);
        left.addAll(Arrays.asList(t.getSuppressed()));
        if (t instanceof TransactionSystemException broken) {
          Optional.ofNullable(broken.getApplicationException()).ifPresent(left::add);
        }
      }
    }
    return Optional.empty();
  }

  private static boolean isSign(Throwable t) {
    return SIGNS.stream().anyMatch(sign -> sign.isInstance(t))
        || (t instanceof SQLException sql && isSign(sql));
  }

  private static boolean isSign(SQLException failure) {
    String state = failure.getSQLState();
    return state == null
        ? CLOSED_BY_POOL.equals(failure.getMessage())
        : STATES.stream().anyMatch(state::startsWith);
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
