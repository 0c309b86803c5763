package org.recordingarchiver.ledger;

import java.time.Instant;
import java.time.OffsetDateTime;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The database's time, for those who may still write. */
@Component
final class HolderTime {

  private final JdbcClient jdbc;

  HolderTime(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * The database's time. The lock makes a starter that wants to bury this holder wait for the end
   * of our transaction; the heartbeat does not wait for it, or busy lanes would silence it.
   *
   * @throws LeaseLostException if the holder was declared dead
   */
  Instant ifAlive(long holder) {
    return jdbc.sql(
            """
            select clock_timestamp() from holder where id = ? and ended_at is null for key share
            """)
        .param(holder)
        .query(OffsetDateTime.class)
        .optional()
        .map(OffsetDateTime::toInstant)
        .orElseThrow(() ->
            new LeaseLostException(
                "holder "
                    + holder
                    + " was declared dead: it was silent for longer than its lease; nothing more is"
                    + " written by it"));
  }
}
