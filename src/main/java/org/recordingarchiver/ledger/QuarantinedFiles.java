package org.recordingarchiver.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The rows that say what lies in quarantine, and why. */
@Component
final class QuarantinedFiles {

  private final JdbcClient jdbc;

  QuarantinedFiles(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  static QuarantinedFile map(ResultSet row, int number) throws SQLException {
    return new QuarantinedFile(
        QuarantinedFile.Part.valueOf(row.getString("part")),
        row.getString("key"),
        row.getString("sha256"),
        row.getLong("length"),
        Cause.valueOf(row.getString("cause")),
        row.getString("reason"));
  }

  /** Notes a file; the same bytes at the same place are noted once, as they were first. */
  void keep(ClaimedChunk claim, String store, QuarantinedFile file, Instant now) {
    jdbc.sql(
            """
            insert into quarantined_file
              (chunk, store, key, part, sha256, length, cause, reason, kept_at, holder)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            on conflict (chunk, store, key) do nothing
            """)
        .params(
            claim.id(),
            store,
            file.key(),
            file.part().name(),
            file.sha256(),
            file.length(),
            file.cause().name(),
            file.reason(),
            now.atOffset(ZoneOffset.UTC),
            claim.holder())
        .update();
  }
}
