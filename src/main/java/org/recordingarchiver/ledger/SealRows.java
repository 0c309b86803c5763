package org.recordingarchiver.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.recordingarchiver.ledger.Proof.ProvedFile;
import org.recordingarchiver.ledger.RecordingToSeal.Facts;
import org.recordingarchiver.ledger.RecordingToSeal.SealedChunk;
import org.recordingarchiver.ledger.RecordingToSeal.SealedEvent;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads all that the bags of recordings must show. */
final class SealRows {

  private final JdbcClient jdbc;
  private final RecordedCalls calls;

  SealRows(JdbcClient jdbc) {
    this.jdbc = jdbc;
    this.calls = new RecordedCalls(jdbc);
  }

  List<RecordingToSeal> read(List<Long> ids) {
    var chunks = byRecording(ids, CHUNKS, SealRows::chunk);
    var events = byRecording(ids, EVENTS, SealRows::event);
    Map<Long, RecordedCall> known = calls.read(ids);
    return jdbc.sql(
            """
            select id, holder, fence, revision, resource, recording_id, server_call_id, call_id,
                   started_at, created_at, duration_ms, content_type, channel_type, format_type,
                   session_end_reason, encode(key_digest, 'hex') as key_digest
            from recording where id = any (:ids) order by id
            """)
        .param("ids", Column.number(ids, id -> id))
        .query((row, number) ->
            recording(
                row,
                chunks.getOrDefault(row.getLong("id"), List.of()),
                events.getOrDefault(row.getLong("id"), List.of()),
                known.get(row.getLong("id"))))
        .list();
  }

  private static final String CHUNKS =
      """
      select c.recording, c.chunk_index, c.document_id, c.status, c.cause, c.archived_at,
             c.content_sha256, c.content_length, c.metadata_sha256, c.metadata_length,
             a.content_key, a.metadata_key
      from chunk c left join archive_copy a on a.chunk = c.id and c.status in ('ARCHIVED', 'SOURCE_DELETED')
      where c.recording = any (:ids) order by c.chunk_index, c.id
      """;

  private static final String EVENTS =
      "select recording, body_sha256, body from event where recording = any (:ids) order by id";

  private record Part<T>(long recording, T value) {}

  private <T> Map<Long, List<T>> byRecording(List<Long> ids, String sql, RowReader<T> reader) {
    return jdbc
        .sql(sql)
        .param("ids", Column.number(ids, id -> id))
        .query((row, number) -> new Part<>(row.getLong("recording"), reader.read(row)))
        .list()
        .stream()
        .collect(
            Collectors.groupingBy(
                Part::recording, Collectors.mapping(Part::value, Collectors.toList())));
  }

  @FunctionalInterface
  private interface RowReader<T> {
    T read(ResultSet row) throws SQLException;
  }

  private static RecordingToSeal recording(
      ResultSet row,
      List<SealedChunk> chunks,
      List<SealedEvent> events,
      @Nullable RecordedCall call)
      throws SQLException {
    return new RecordingToSeal(
        row.getLong("id"),
        row.getLong("holder"),
        row.getLong("fence"),
        row.getLong("revision"),
        ClaimedChunkRow.recordingName(row),
        row.getString("resource"),
        row.getString("recording_id"),
        row.getString("server_call_id"),
        new Facts(
            row.getObject("duration_ms", Long.class),
            row.getString("content_type"),
            row.getString("channel_type"),
            row.getString("format_type"),
            row.getString("session_end_reason")),
        chunks,
        events,
        call);
  }

  private static SealedChunk chunk(ResultSet row) throws SQLException {
    return new SealedChunk(
        row.getLong("chunk_index"),
        row.getString("document_id"),
        row.getString("status"),
        RowValues.constant(Cause.class, row, "cause"),
        file(row, "content"),
        file(row, "metadata"),
        RowValues.instant(row, "archived_at"));
  }

  private static @Nullable ProvedFile file(ResultSet row, String part) throws SQLException {
    String key = row.getString(part + "_key");
    return key == null
        ? null
        : new ProvedFile(row.getString(part + "_sha256"), row.getLong(part + "_length"), key);
  }

  private static SealedEvent event(ResultSet row) throws SQLException {
    return new SealedEvent(row.getString("body_sha256"), new RawBody(row.getBytes("body")));
  }
}
