package org.recordingarchiver.report;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.support.SqlArrayValue;

/** Reads columns that JDBC has no getter for, and gives it many values as one. */
final class Columns {

  private Columns() {}

  static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
    return time == null ? null : time.toInstant();
  }

  /** For {@code = any(:ids)}: a statement takes only so many parameters. */
  static SqlArrayValue ids(List<Long> ids) {
    return new SqlArrayValue("bigint", ids.toArray());
  }
}
