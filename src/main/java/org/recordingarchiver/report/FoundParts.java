package org.recordingarchiver.report;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.recordingarchiver.report.FoundRecording.Call;
import org.recordingarchiver.report.FoundRecording.Chunk;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the ledger knows of recordings that were found. */
final class FoundParts {

  private static final String RECORDINGS =
      """
      select r.id, r.resource, r.recording_id, r.call_id, r.server_call_id, r.status, r.started_at,
             r.created_at, r.duration_ms, r.content_type, r.channel_type, r.format_type
      from recording r where r.id = any(:ids)
      order by coalesce(r.started_at, r.created_at) desc, r.id desc\
      """;

  /** A chunk has a copy per store; the one in the store that was known first is shown. */
  private static final String CHUNKS =
      """
      select c.recording, c.id, c.chunk_index, c.document_id, c.status, c.cause, c.message, c.attempts,
             case when c.status in ('QUEUED', 'FAILED') then c.not_before end as next_attempt_at,
             c.expires_at, c.archived_at, a.store, a.location, a.content_key, a.metadata_key,
             a.content_length
      from chunk c left join lateral (
        select a.store, rtrim(s.location, '/') || '/' as location, a.content_key, a.metadata_key,
               a.content_length
        from archive_copy a join archive_store s on s.id = a.store
        where a.chunk = c.id and c.status in ('ARCHIVED', 'SOURCE_DELETED')
        order by s.first_seen, s.id limit 1) a on true
      where c.recording = any(:ids) order by c.chunk_index, c.id\
      """;

  private static final String PAYLOAD = "/data/";

  private final JdbcClient jdbc;
  private final FoundCalls calls;

  FoundParts(JdbcClient jdbc) {
    this.jdbc = jdbc;
    this.calls = new FoundCalls(jdbc);
  }

  /** Newest first. */
  List<FoundRecording> read(List<Long> ids) {
    Map<Long, List<ChunkRow>> chunks = chunks(ids);
    Map<Long, List<Call>> found = calls.read(ids);
    return jdbc.sql(RECORDINGS)
        .param("ids", Columns.ids(ids))
        .query((row, number) -> {
          long id = row.getLong("id");
          return recording(
              row, chunks.getOrDefault(id, List.of()), found.getOrDefault(id, List.of()));
        })
        .list();
  }

  /** A chunk, and where its copy is: its store and its bag. */
  private record ChunkRow(
      long recording, Chunk chunk, @Nullable String store, @Nullable String bag) {}

  private Map<Long, List<ChunkRow>> chunks(List<Long> ids) {
    return jdbc
        .sql(CHUNKS)
        .param("ids", Columns.ids(ids))
        .query((row, number) ->
            new ChunkRow(row.getLong("recording"), chunk(row), row.getString("store"), bag(row)))
        .list()
        .stream()
        .collect(Collectors.groupingBy(ChunkRow::recording));
  }

  private static FoundRecording recording(ResultSet row, List<ChunkRow> chunks, List<Call> calls)
      throws SQLException {
    @Nullable ChunkRow archived =
        chunks.stream().filter(chunk -> chunk.bag() != null).findFirst().orElse(null);
    return new FoundRecording(
        row.getLong("id"),
        row.getString("resource"),
        row.getString("recording_id"),
        row.getString("call_id"),
        row.getString("server_call_id"),
        row.getString("status"),
        Columns.instant(row, "started_at"),
        Objects.requireNonNull(Columns.instant(row, "created_at")),
        row.getObject("duration_ms", Long.class),
        row.getString("content_type"),
        row.getString("channel_type"),
        row.getString("format_type"),
        archived == null ? null : archived.store(),
        archived == null ? null : archived.bag(),
        calls,
        chunks.stream().map(ChunkRow::chunk).toList());
  }

  private static Chunk chunk(ResultSet row) throws SQLException {
    return new Chunk(
        row.getLong("id"),
        row.getLong("chunk_index"),
        row.getString("document_id"),
        row.getString("status"),
        row.getString("cause"),
        row.getString("message"),
        row.getInt("attempts"),
        Columns.instant(row, "next_attempt_at"),
        Objects.requireNonNull(Columns.instant(row, "expires_at")),
        Columns.instant(row, "archived_at"),
        row.getObject("content_length", Long.class),
        place(row, "content_key"),
        place(row, "metadata_key"));
  }

  private static @Nullable String bag(ResultSet row) throws SQLException {
    String content = place(row, "content_key");
    return content == null ? null : content.substring(0, content.lastIndexOf(PAYLOAD));
  }

  private static @Nullable String place(ResultSet row, String key) throws SQLException {
    return row.getString(key) == null ? null : row.getString("location") + row.getString(key);
  }
}
