package org.recordingarchiver.ledger;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.support.SQLExceptionSubclassTranslator;
import org.springframework.jdbc.support.SQLExceptionTranslator;

/**
 * What PostgreSQL throws, as Spring names it. A lock that was waited for in vain is none of
 * Spring's SQL states (PostgreSQL, appendix A: 55P03); it would pass for a fault that stays.
 */
final class PostgresExceptions implements SQLExceptionTranslator {

  private static final String LOCK_NOT_AVAILABLE = "55P03";

  private final SQLExceptionTranslator usual = new SQLExceptionSubclassTranslator();

  @Override
  public @Nullable DataAccessException translate(
      String task, @Nullable String sql, SQLException thrown) {
    return LOCK_NOT_AVAILABLE.equals(thrown.getSQLState())
        ? new CannotAcquireLockException(task + ": " + thrown.getMessage(), thrown)
        : usual.translate(task, sql, thrown);
  }
}
