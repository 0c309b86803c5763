package org.recordingarchiver.ledger;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The chunk rows that the inbox writes. Rows are written in the order of their keys. */
final class IncomingChunks {

  private final JdbcClient jdbc;
  private final Duration retention;

  IncomingChunks(JdbcClient jdbc, Duration retention) {
    this.jdbc = jdbc;
    this.retention = retention;
  }

  /**
   * Queues those that are new and returns the recording of each. A missing or future time counts as
   * now; a chunk lasts at most four hours; 20 million of them are longer than the calendar.
   */
  List<Long> queue(List<IncomingChunk> chunks) {
    return bind(
            chunks,
            """
            insert into chunk (recording, event, key_digest, resource, document_id, chunk_index,
                               end_reason, content_location, metadata_location, delete_location,
                               expires_at, lost_after)
            select n.recording, n.event, n.key_digest, n.resource, n.document_id, n.chunk_index,
                   n.end_reason, n.content_location, n.metadata_location, n.delete_location,
                   least(past.event_time, past.started_at + interval '4 hours'
                           * (least(greatest(n.chunk_index, 0), 20000000) + 1))
                     + make_interval(secs => :retention),
                   past.event_time + make_interval(secs => :retention) + interval '2 hours'
            from unnest(:recording, :event, :key, :resource, :documentId, :index, :endReason,
                        :content, :metadata, :delete, :eventTime, :startedAt)
                with ordinality
                as n (recording, event, key_digest, resource, document_id, chunk_index, end_reason,
                      content_location, metadata_location, delete_location, event_time, started_at),
              lateral (select least(n.event_time::timestamptz, now()) as event_time,
                              least(n.started_at::timestamptz, now()) as started_at) past
            order by n.key_digest, n.ordinality
            on conflict (key_digest) do nothing
            returning recording
            """)
        .param("retention", (double) retention.toSeconds())
        .query(Long.class)
        .list();
  }

  /**
   * Fills in a missing deleteLocation where the event names the content that the chunk has. One
   * that is archived already is then kept only if its proof is too weak.
   */
  void fillDeleteLocations(List<IncomingChunk> chunks) {
    jdbc.sql(
            """
            update chunk c
            set delete_location = filled.delete_location,
                kept_because = case
                  when c.kept_because is distinct from 'NO_LOCATION' then c.kept_because
                  when c.metadata_sha256 is null then 'METADATA_MISSING'
                  when not c.total_confirmed then 'TOO_LITTLE_PROOF'
                end
            from (
              select distinct on (known.id) known.id, n.delete_location
              from unnest(:key, :content, :delete) with ordinality
                  as n (key_digest, content_location, delete_location)
                join chunk known using (key_digest, content_location)
              where known.delete_location is null and n.delete_location is not null
              order by known.id, n.ordinality) filled
            where c.id = filled.id and c.delete_location is null
            """)
        .param("key", Column.bytes(chunks, c -> c.key().bytes()))
        .param("content", Column.text(chunks, c -> c.chunk().contentLocation()))
        .param("delete", Column.text(chunks, c -> c.chunk().deleteLocation()))
        .update();
  }

  /**
   * Keeps URLs that are not the chunk's own beside it; one that had no success so far is tried
   * there at once.
   */
  void keepAlternates(List<IncomingChunk> chunks) {
    jdbc.sql(
            """
            with kept as (
            insert into chunk_alternate (chunk, digest, content_location, metadata_location, event)
            select c.id, n.digest, n.content_location, n.metadata_location, n.event
            from unnest(:key, :digest, :content, :metadata, :event) with ordinality
                as n (key_digest, digest, content_location, metadata_location, event)
              join chunk c on c.key_digest = n.key_digest
            where n.content_location <> coalesce(c.content_location, '')
               or n.metadata_location <> coalesce(c.metadata_location, '')
            order by c.id, n.digest, n.ordinality
            on conflict (chunk, digest) do nothing
            returning chunk)
            update chunk set not_before = now()
            where status = 'FAILED' and id in (select chunk from kept)
            """)
        .param("key", Column.bytes(chunks, c -> c.key().bytes()))
        .param("digest", Column.bytes(chunks, c -> c.locations().bytes()))
        .param("content", Column.text(chunks, c -> c.chunk().contentLocation()))
        .param("metadata", Column.text(chunks, c -> c.chunk().metadataLocation()))
        .param("event", Column.number(chunks, IncomingChunk::eventId))
        .update();
  }

  private JdbcClient.StatementSpec bind(List<IncomingChunk> chunks, String sql) {
    return jdbc.sql(sql)
        .param("recording", Column.number(chunks, IncomingChunk::recordingId))
        .param("event", Column.number(chunks, IncomingChunk::eventId))
        .param("key", Column.bytes(chunks, c -> c.key().bytes()))
        .param(
            "resource", Column.text(chunks, c -> c.recording().resource().toLowerCase(Locale.ROOT)))
        .param("documentId", Column.text(chunks, c -> c.chunk().documentId()))
        .param("index", Column.number(chunks, c -> c.chunk().index()))
        .param("endReason", Column.text(chunks, c -> c.chunk().endReason()))
        .param("content", Column.text(chunks, c -> c.chunk().contentLocation()))
        .param("metadata", Column.text(chunks, c -> c.chunk().metadataLocation()))
        .param("delete", Column.text(chunks, c -> c.chunk().deleteLocation()))
        .param("eventTime", Column.time(chunks, c -> c.event().eventTime()))
        .param("startedAt", Column.time(chunks, c -> c.recording().startedAt()));
  }
}
