package org.recordingarchiver.faults;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the ledger says of a chunk in the end. */
record Entry(
    String documentId,
    String status,
    @Nullable String cause,
    @Nullable String message,
    @Nullable String keptBecause,
    @Nullable String contentSha256,
    @Nullable String metadataSha256,
    int attempts,
    int attemptRows,
    boolean permitted,
    boolean receipted) {

  private static final String SQL =
      """
      select c.document_id, c.status, c.cause, c.message, c.kept_because, c.content_sha256,
             c.metadata_sha256, c.attempts,
             (select count(*) from attempt a where a.chunk = c.id and a.outcome <> 'GIVEN_BACK') as attempt_rows,
             d.chunk is not null as permitted, d.receipt_at is not null as receipted
      from chunk c left join source_deletion d on d.chunk = c.id
      """;

  static Map<String, Entry> all(JdbcClient rows) {
    return rows.sql(SQL).query(Entry::map).list().stream()
        .collect(Collectors.toMap(Entry::documentId, entry -> entry));
  }

  boolean isArchived() {
    return status.equals("ARCHIVED") || status.equals("SOURCE_DELETED");
  }

  private static Entry map(ResultSet row, int number) throws SQLException {
    return new Entry(
        row.getString("document_id"),
        row.getString("status"),
        row.getString("cause"),
        row.getString("message"),
        row.getString("kept_because"),
        row.getString("content_sha256"),
        row.getString("metadata_sha256"),
        row.getInt("attempts"),
        row.getInt("attempt_rows"),
        row.getBoolean("permitted"),
        row.getBoolean("receipted"));
  }
}
