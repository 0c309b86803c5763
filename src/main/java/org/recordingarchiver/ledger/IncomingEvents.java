package org.recordingarchiver.ledger;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The event rows that the inbox writes. Rows are written in the order of their keys. */
final class IncomingEvents {

  private final JdbcClient jdbc;

  IncomingEvents(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Those that the ledger does not have yet. */
  List<IncomingEvent> unknown(List<IncomingEvent> events) {
    Set<KeyDigest> known =
        new HashSet<>(
            jdbc.sql("select identity from event where identity = any(:identity)")
                .param("identity", Column.bytes(events, e -> e.identity().bytes()))
                .query((row, n) -> new KeyDigest(row.getBytes(1)))
                .list());
    return events.stream().filter(event -> !known.contains(event.identity())).toList();
  }

  /** Ids by identity of those that were new. */
  Map<KeyDigest, Long> keep(List<IncomingEvent> events, Map<KeyDigest, Long> recordings) {
    return jdbc.sql(
            """
            insert into event (identity, event_id, source, type, envelope, subject, event_time,
                               body, body_json, body_sha256, recording)
            select identity, event_id, source, type, envelope, subject, event_time::timestamptz,
                   body, body_json::jsonb, body_sha256, recording
            from unnest(:identity, :eventId, :source, :type, :envelope, :subject, :eventTime,
                        :body, :json, :sha256, :recording)
              as n (identity, event_id, source, type, envelope, subject, event_time,
                    body, body_json, body_sha256, recording)
            order by identity
            on conflict (identity) do nothing
            returning identity, id
            """)
        .param("identity", Column.bytes(events, e -> e.identity().bytes()))
        .param("eventId", Column.text(events, e -> e.event().eventId()))
        .param("source", Column.text(events, e -> e.event().source()))
        .param("type", Column.text(events, e -> e.event().type()))
        .param("envelope", Column.text(events, e -> e.event().envelope().name()))
        .param("subject", Column.text(events, e -> e.event().subject()))
        .param("eventTime", Column.time(events, e -> e.event().eventTime()))
        .param("body", Column.bytes(events, e -> e.event().body().bytes()))
        .param("json", Column.text(events, e -> e.event().json()))
        .param("sha256", Column.text(events, e -> KeyDigest.hex(e.event().body())))
        .param("recording", Column.number(events, e -> id(recordings, e.recordingKey())))
        .query(new KeyedIds());
  }

  private static @Nullable Long id(Map<KeyDigest, Long> recordings, @Nullable KeyDigest key) {
    return key == null ? null : recordings.get(key);
  }
}
