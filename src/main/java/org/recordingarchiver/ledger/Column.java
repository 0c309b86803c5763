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
    return texts(rows, row -> StorableText.of(value.apply(row)));
  }

  /** To be cast to timestamptz in SQL. */
  static <T> SqlArrayValue time(List<T> rows, Function<T, @Nullable Instant> value) {
    return texts(rows, row -> StorableText.of(value.apply(row)));
  }

  /** To be cast in SQL. */
  static <T> SqlArrayValue value(List<T> rows, Function<T, ? extends @Nullable Object> value) {
    return texts(
        rows,
        row -> {
          Object found = value.apply(row);
          return found == null ? null : found.toString();
        });
  }

  static <T> SqlArrayValue number(List<T> rows, Function<T, @Nullable Long> value) {
    return new SqlArrayValue("bigint", (Object[]) rows.stream().map(value).toArray(Long[]::new));
  }

  static <T> SqlArrayValue bytes(List<T> rows, Function<T, byte[]> value) {
    return new SqlArrayValue("bytea", (Object[]) rows.stream().map(value).toArray(byte[][]::new));
  }

  // The driver sends an array in binary only if its elements' type is known: as Object[] each
  // character would be looked at on both sides.
  private static <T> SqlArrayValue texts(List<T> rows, Function<T, @Nullable String> value) {
    return new SqlArrayValue("text", (Object[]) rows.stream().map(value).toArray(String[]::new));
  }
}
