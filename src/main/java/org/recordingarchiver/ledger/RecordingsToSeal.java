package org.recordingarchiver.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.recordingarchiver.ledger.Proof.ProvedFile;
import org.recordingarchiver.ledger.RecordingToSeal.SealedChunk;
import org.recordingarchiver.ledger.RecordingToSeal.SealedEvent;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Recordings of which something was archived and all chunks are settled. */
@Component
public class RecordingsToSeal {

  /** A recording is ready when none of its chunks can still change its bag soon. */
  private static final String READY =
      """
      r.status = 'OPEN' and r.to_seal and r.holder is null
      and not exists (
        select 1 from chunk c where c.recording = r.id
        and not (c.status in ('ARCHIVED', 'SOURCE_DELETED', 'LOST')
                 or c.status = 'FAILED' and c.expires_at < now()))
      """;

  private final JdbcClient jdbc;
  private final HeldWrites writes;
  private final Recordings recordings;

  RecordingsToSeal(JdbcClient jdbc, HeldWrites writes, Recordings recordings) {
    this.jdbc = jdbc;
    this.writes = writes;
    this.recordings = recordings;
  }

  /** How many are ready. */
  @Transactional(propagation = Propagation.REQUIRES_NEW, readOnly = true)
  public long count() {
    return jdbc.sql("select count(*) from recording r where " + READY).query(Long.class).single();
  }

  /**
   * Claims up to {@code wanted} recordings with an id above {@code after}, in order of id.
   *
   * @throws LeaseLostException if the holder was declared dead
   */
  @Transactional(propagation = Propagation.REQUIRES_NEW)
  public List<RecordingToSeal> claim(long holder, long after, int wanted) {
    writes.timeIfAlive(holder);
    List<Long> ids =
        jdbc.sql(
                """
                with ready as materialized (
                  select r.id from recording r where r.id > :after and %s
                  order by r.id limit :wanted for update skip locked)
                update recording r set holder = :holder, fence = r.fence + 1
                from ready where r.id = ready.id returning r.id
                """
                    .formatted(READY))
            .param("after", after)
            .param("wanted", wanted)
            .param("holder", holder)
            .query(Long.class)
            .list();
    return ids.isEmpty() ? List.of() : read(ids);
  }

  /** An end to sealing: exactly one of manifest digest and message is there. */
  public record Settled(
      RecordingToSeal recording, @Nullable String manifestSha256, @Nullable String message) {

    /** Whether the bag shows the recording now. */
    public boolean isSealed() {
      return manifestSha256 != null;
    }
  }

  /**
   * Commits how sealing a group went, in one transaction. A recording that changed meanwhile stays
   * OPEN.
   */
  public void settle(long holder, List<? extends Settled> group) {
    writes.commit(holder, now -> group.forEach(settled -> write(settled, now)));
  }

  private void write(Settled settled, Instant now) {
    RecordingToSeal seen = settled.recording();
    Recording recording = recordings.findLockedById(seen.id()).orElseThrow();
    if (settled.manifestSha256() == null) {
      recording.unsealed(seen, settled.message());
    } else {
      recording.seal(seen, settled.manifestSha256(), now);
    }
  }

  private List<RecordingToSeal> read(List<Long> ids) {
    var chunks = byRecording(ids, CHUNKS, RecordingsToSeal::chunk);
    var events = byRecording(ids, EVENTS, RecordingsToSeal::event);
    return jdbc.sql(
            """
            select id, holder, fence, revision, resource, recording_id, server_call_id, call_id,
                   started_at, created_at, encode(key_digest, 'hex') as key_digest
            from recording where id in (:ids) order by id
            """)
        .param("ids", ids)
        .query((row, number) ->
            recording(
                row,
                chunks.getOrDefault(row.getLong("id"), List.of()),
                events.getOrDefault(row.getLong("id"), List.of())))
        .list();
  }

  private static final String CHUNKS =
      """
      select c.recording, c.chunk_index, c.document_id, c.status, c.cause, c.archived_at,
             c.content_sha256, c.content_length, c.metadata_sha256, c.metadata_length,
             a.content_key, a.metadata_key
      from chunk c left join archive_copy a on a.chunk = c.id and c.status in ('ARCHIVED', 'SOURCE_DELETED')
      where c.recording in (:ids) order by c.chunk_index, c.id
      """;

  private static final String EVENTS =
      "select recording, body_sha256, body from event where recording in (:ids) order by id";

  private record Part<T>(long recording, T value) {}

  private <T> Map<Long, List<T>> byRecording(List<Long> ids, String sql, RowReader<T> reader) {
    return jdbc
        .sql(sql)
        .param("ids", ids)
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
      ResultSet row, List<SealedChunk> chunks, List<SealedEvent> events) throws SQLException {
    return new RecordingToSeal(
        row.getLong("id"),
        row.getLong("holder"),
        row.getLong("fence"),
        row.getLong("revision"),
        ClaimedChunkRow.recordingName(row),
        row.getString("resource"),
        row.getString("recording_id"),
        row.getString("server_call_id"),
        chunks,
        events);
  }

  private static SealedChunk chunk(ResultSet row) throws SQLException {
    String cause = row.getString("cause");
    return new SealedChunk(
        row.getLong("chunk_index"),
        row.getString("document_id"),
        row.getString("status"),
        cause == null ? null : Cause.valueOf(cause),
        file(row, "content"),
        file(row, "metadata"),
        ClaimedChunkRow.instant(row, "archived_at"));
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
