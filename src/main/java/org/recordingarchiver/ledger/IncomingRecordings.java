package org.recordingarchiver.ledger;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The recording rows that the inbox writes. Rows are locked in the order of their keys. */
final class IncomingRecordings {

  private static final String ROWS =
      """
      unnest(:key, :resource, :recordingId, :callId, :serverCallId, :startedAt, :durationMs,
             :contentType, :channelType, :formatType, :sessionEndReason)
        as n (key_digest, resource, recording_id, call_id, server_call_id, started_at, duration_ms,
              content_type, channel_type, format_type, session_end_reason)
      """;

  private final JdbcClient jdbc;

  IncomingRecordings(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * What the ledger has of the recordings of a portion.
   *
   * @param ids of all rows, by key
   * @param before those that were there before, in the order received
   */
  record Kept(Map<KeyDigest, Long> ids, List<IncomingRecording> before) {

    static final Kept NONE = new Kept(Map.of(), List.of());

    /** Those of the ids that were there before, each once. */
    List<Long> before(List<Long> some) {
      Set<Long> known = new HashSet<>();
      before.forEach(recording -> known.add(ids.get(recording.key())));
      return some.stream().distinct().filter(known::contains).toList();
    }
  }

  /** Keeps those that are new, and locks them all. */
  Kept keep(List<IncomingRecording> recordings) {
    if (recordings.isEmpty()) {
      return Kept.NONE;
    }
    Map<KeyDigest, Long> ids = insert(recordings);
    List<IncomingRecording> before =
        recordings.stream().filter(recording -> !ids.containsKey(recording.key())).toList();
    if (!before.isEmpty()) {
      ids.putAll(lock(before));
    }
    return new Kept(ids, before);
  }

  private Map<KeyDigest, Long> lock(List<IncomingRecording> recordings) {
    return jdbc.sql(
            """
            select key_digest, id from recording where key_digest = any(:key)
            order by key_digest for no key update
            """)
        .param("key", Column.bytes(recordings, r -> r.key().bytes()))
        .query(new KeyedIds());
  }

  private Map<KeyDigest, Long> insert(List<IncomingRecording> recordings) {
    return bind(
            recordings,
            """
            insert into recording (key_digest, resource, recording_id, call_id, server_call_id,
                                   started_at, duration_ms, content_type, channel_type,
                                   format_type, session_end_reason, revision)
            select key_digest, resource, recording_id, call_id, server_call_id,
                   started_at::timestamptz, duration_ms, content_type, channel_type,
                   format_type, session_end_reason, 1
            from %s
            order by key_digest
            on conflict (key_digest) do nothing
            returning key_digest, id
            """)
        .query(new KeyedIds());
  }

  /**
   * A new chunk changes what the bag must show. One that was sealed must be sealed again also if
   * the new chunk is never archived: without that, the others' sources could not be deleted.
   */
  void reopen(List<Long> ids) {
    if (ids.isEmpty()) {
      return;
    }
    jdbc.sql(
            """
            update recording
            set revision = revision + 1, status = 'OPEN', to_seal = to_seal or status = 'SEALED'
            where id = any(:id)
            """)
        .param("id", Column.number(ids, id -> id))
        .update();
  }

  /**
   * Fills in what is missing, but not the start time and the call: the path of the bag is made from
   * them. A sealed recording stays as its bag shows it.
   */
  void fill(List<IncomingRecording> recordings) {
    if (recordings.isEmpty()) {
      return;
    }
    bind(
            recordings,
            """
            update recording r
            set server_call_id = coalesce(r.server_call_id, n.server_call_id),
                duration_ms = coalesce(r.duration_ms, n.duration_ms),
                content_type = coalesce(r.content_type, n.content_type),
                channel_type = coalesce(r.channel_type, n.channel_type),
                format_type = coalesce(r.format_type, n.format_type),
                session_end_reason = coalesce(r.session_end_reason, n.session_end_reason),
                revision = revision + 1
            from %s
            where r.key_digest = n.key_digest and r.status = 'OPEN'
              and (r.server_call_id is null and n.server_call_id is not null
                or r.duration_ms is null and n.duration_ms is not null
                or r.content_type is null and n.content_type is not null
                or r.channel_type is null and n.channel_type is not null
                or r.format_type is null and n.format_type is not null
                or r.session_end_reason is null and n.session_end_reason is not null)
            """)
        .update();
  }

  private JdbcClient.StatementSpec bind(List<IncomingRecording> rows, String sql) {
    return jdbc.sql(sql.formatted(ROWS))
        .param("key", Column.bytes(rows, r -> r.key().bytes()))
        .param(
            "resource", Column.text(rows, r -> r.recording().resource().toLowerCase(Locale.ROOT)))
        .param("recordingId", Column.text(rows, r -> r.recording().recordingId()))
        .param("callId", Column.text(rows, r -> r.recording().callId()))
        .param("serverCallId", Column.text(rows, r -> r.recording().serverCallId()))
        .param("startedAt", Column.time(rows, r -> r.recording().startedAt()))
        .param("durationMs", Column.number(rows, r -> r.recording().durationMs()))
        .param("contentType", Column.text(rows, r -> r.recording().contentType()))
        .param("channelType", Column.text(rows, r -> r.recording().channelType()))
        .param("formatType", Column.text(rows, r -> r.recording().formatType()))
        .param("sessionEndReason", Column.text(rows, r -> r.recording().sessionEndReason()));
  }
}
