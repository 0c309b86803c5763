package org.recordingarchiver.ledger;

import java.sql.SQLException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.support.SQLExceptionSubclassTranslator;
import org.springframework.jdbc.support.SQLExceptionTranslator;

/**
 * What PostgreSQL throws, as Spring names it. A lock that was waited for in vain is none of
 * Spring's SQL states (PostgreSQL, appendix A: 55P03); it would pass for a fault that stays. A
 * value that is larger than an index takes (class 54) is a fault of the data, as those of class 22
 * are.
 */
final class PostgresExceptions implements SQLExceptionTranslator {

  private static final String LOCK_NOT_AVAILABLE = "55P03";
  private static final String LIMIT_EXCEEDED = "54";

  private final SQLExceptionTranslator usual = new SQLExceptionSubclassTranslator();

  @Override
  public @Nullable DataAccessException translate(
      String task, @Nullable String sql, SQLException thrown) {
    String state = Objects.requireNonNullElse(thrown.getSQLState(), "");
    if (state.equals(LOCK_NOT_AVAILABLE)) {
      return new CannotAcquireLockException(task + ": " + thrown.getMessage(), thrown);
    }
    return state.startsWith(LIMIT_EXCEEDED)
        ? new DataIntegrityViolationException(task + ": " + thrown.getMessage(), thrown)
        : usual.translate(task, sql, thrown);
  }
}
