package org.recordingarchiver.ledger;

import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Rows of chunks that change one by one; groups are written by {@link ArchivedChunks}. */
@Component
final class Chunks {

  private final JdbcClient jdbc;

  Chunks(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Reads the row for change; others wait until this transaction ends. */
  Optional<Chunk> findLockedById(long id) {
    return jdbc.sql(
            """
            select id, status, cause, message, holder, fence, attempts, bad_answers, not_before, kept_because,
                   acknowledged_at, acknowledged_by, acknowledged_why
            from chunk where id = ? for no key update
            """)
        .param(id)
        .query(Chunk::read)
        .optional();
  }

  /** Writes what may have changed since it was read. */
  void write(Chunk chunk) {
    jdbc.sql(
            """
            update chunk set
              status = :status, cause = :cause, message = :message, holder = :holder, attempts = :attempts,
              bad_answers = :badAnswers, not_before = :notBefore::timestamptz, kept_because = :keptBecause,
              acknowledged_at = :acknowledgedAt::timestamptz, acknowledged_by = :acknowledgedBy,
              acknowledged_why = :acknowledgedWhy
            where id = :id
            """)
        .params(chunk.values())
        .update();
  }
}
