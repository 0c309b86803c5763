package org.recordingarchiver.ledger;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The bodies that could not be read. */
final class RejectedEvents {

  /** An index entry holds 2,704 bytes, and a character can take four. */
  private static final int LONGEST_ORIGIN = 500;

  private final JdbcClient jdbc;

  RejectedEvents(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  void keep(List<UnreadableBody> bodies) {
    jdbc.sql(
            """
            insert into rejected_event (body_sha256, body, origin, reason)
            select body_sha256, body, origin, reason
            from unnest(:sha256, :body, :origin, :reason) as n (body_sha256, body, origin, reason)
            order by body_sha256, origin
            on conflict (body_sha256, origin) do nothing
            """)
        .param("sha256", Column.text(bodies, b -> KeyDigest.hex(b.body())))
        .param("body", Column.bytes(bodies, b -> b.body().bytes()))
        .param("origin", Column.text(bodies, b -> shortened(b.origin())))
        .param("reason", Column.text(bodies, UnreadableBody::reason))
        .update();
  }

  /** Its end says most: the file's name and the place in it. */
  private static String shortened(String origin) {
    return origin.length() <= LONGEST_ORIGIN
        ? origin
        : "…" + origin.substring(origin.length() - LONGEST_ORIGIN);
  }
}
