package org.recordingarchiver.ledger;

import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.support.SqlArrayValue;

/**
 * One value of each row as an SQL array, so that one statement takes any number of rows through
 * {@code unnest}.
 */
final class Column {

  private Column() {}

  static <T> SqlArrayValue text(List<T> rows, Function<T, @Nullable String> value) {
    return of("text", rows, row -> StorableText.of(value.apply(row)));
  }

  /** To be cast to timestamptz in SQL. */
  static <T> SqlArrayValue time(List<T> rows, Function<T, @Nullable Instant> value) {
    return of("text", rows, row -> StorableText.of(value.apply(row)));
  }

  /** To be cast in SQL. */
  static <T> SqlArrayValue value(List<T> rows, Function<T, ? extends @Nullable Object> value) {
    return of(
        "text",
        rows,
        row -> {
          Object found = value.apply(row);
          return found == null ? null : found.toString();
        });
  }

  static <T> SqlArrayValue number(List<T> rows, Function<T, @Nullable Long> value) {
    return of("bigint", rows, value);
  }

  static <T> SqlArrayValue bytes(List<T> rows, Function<T, byte[]> value) {
    return new SqlArrayValue("bytea", (Object[]) rows.stream().map(value).toArray(byte[][]::new));
  }

  private static <T> SqlArrayValue of(
      String type, List<T> rows, Function<T, ? extends @Nullable Object> value) {
    return new SqlArrayValue(type, rows.stream().map(value).toArray());
  }
}
