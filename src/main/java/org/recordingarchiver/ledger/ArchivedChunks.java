package org.recordingarchiver.ledger;

import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.recordingarchiver.ledger.Proof.ProvedFile;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Makes claimed chunks ARCHIVED, many in a few statements: a run does little else with its ledger.
 */
@Component
final class ArchivedChunks {

  private final JdbcClient jdbc;

  ArchivedChunks(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** A chunk and what was proved of it. */
  record Archived(ClaimedChunk claim, String store, Proof proof, @Nullable KeptBecause kept) {}

  /**
   * Archives them within the caller's transaction; their recordings are to be sealed (anew).
   * Recordings are locked first, in the order in which everybody does.
   *
   * @throws LeaseLostException if one is not held by its claim any more
   */
  void archive(List<Archived> chunks, Instant now) {
    openRecordings(chunks);
    if (moveChunks(chunks, now) != chunks.size()) {
      chunks.forEach(chunk -> requireHeld(chunk.claim()));
      throw new LeaseLostException("chunks were taken by another process meanwhile");
    }
    writeCopies(chunks, now);
  }

  private void openRecordings(List<Archived> chunks) {
    jdbc.sql(
            """
            with mine as (
              select recording as id, count(*) as chunks from chunk where id = any (:ids) group by recording),
            locked as materialized (
              select r.id from recording r where r.id in (select id from mine)
              order by r.key_digest for no key update)
            update recording r set status = 'OPEN', to_seal = true, revision = r.revision + mine.chunks
            from locked join mine on mine.id = locked.id
            where r.id = locked.id
            """)
        .param("ids", Column.number(chunks, chunk -> chunk.claim().id()))
        .update();
  }

  private int moveChunks(List<Archived> chunks, Instant now) {
    return jdbc.sql(
            """
            update chunk c
            set status = 'ARCHIVED', holder = null, cause = null, message = null, attempts = c.attempts + 1,
                acknowledged_at = null, acknowledged_by = null, acknowledged_why = null,
                kept_because = v.kept, content_sha256 = v.content_sha256, content_length = v.content_length,
                metadata_sha256 = v.metadata_sha256, metadata_length = v.metadata_length,
                total_confirmed = v.confirmed::boolean, proof_level = v.level, proof_warning = v.warning,
                archived_at = :now::timestamptz
            from unnest(:ids, :holders, :fences, :kept, :contentSha256, :contentLength, :metadataSha256,
                        :metadataLength, :confirmed, :levels, :warnings)
              as v (id, holder, fence, kept, content_sha256, content_length, metadata_sha256,
                    metadata_length, confirmed, level, warning)
            where c.id = v.id and c.status = 'CLAIMED' and c.holder = v.holder and c.fence = v.fence
            """)
        .param("ids", Column.number(chunks, chunk -> chunk.claim().id()))
        .param("holders", Column.number(chunks, chunk -> chunk.claim().holder()))
        .param("fences", Column.number(chunks, chunk -> chunk.claim().fence()))
        .param("kept", Column.value(chunks, Archived::kept))
        .param("contentSha256", Column.text(chunks, chunk -> chunk.proof().content().sha256()))
        .param("contentLength", Column.number(chunks, chunk -> chunk.proof().content().length()))
        .param("metadataSha256", Column.text(chunks, metadata(ProvedFile::sha256)))
        .param("metadataLength", Column.number(chunks, metadata(ProvedFile::length)))
        .param("confirmed", Column.value(chunks, chunk -> chunk.proof().totalConfirmed()))
        .param("levels", Column.value(chunks, chunk -> chunk.proof().level()))
        .param("warnings", Column.text(chunks, chunk -> chunk.proof().warning()))
        .param("now", now.toString())
        .update();
  }

  private void writeCopies(List<Archived> chunks, Instant now) {
    jdbc.sql(
            """
            insert into archive_copy
              (chunk, store, content_key, content_sha256, content_length, metadata_key, metadata_sha256,
               metadata_length, read_back_at, holder)
            select v.chunk, v.store, v.content_key, v.content_sha256, v.content_length, v.metadata_key,
                   v.metadata_sha256, v.metadata_length, :now::timestamptz, v.holder
            from unnest(:ids, :stores, :contentKey, :contentSha256, :contentLength, :metadataKey,
                        :metadataSha256, :metadataLength, :holders)
              as v (chunk, store, content_key, content_sha256, content_length, metadata_key,
                    metadata_sha256, metadata_length, holder)
            on conflict (chunk, store) do update
            set content_key = excluded.content_key, content_sha256 = excluded.content_sha256,
                content_length = excluded.content_length, metadata_key = excluded.metadata_key,
                metadata_sha256 = excluded.metadata_sha256, metadata_length = excluded.metadata_length,
                read_back_at = excluded.read_back_at, holder = excluded.holder
            """)
        .param("ids", Column.number(chunks, chunk -> chunk.claim().id()))
        .param("stores", Column.text(chunks, Archived::store))
        .param("contentKey", Column.text(chunks, chunk -> chunk.proof().content().key()))
        .param("contentSha256", Column.text(chunks, chunk -> chunk.proof().content().sha256()))
        .param("contentLength", Column.number(chunks, chunk -> chunk.proof().content().length()))
        .param("metadataKey", Column.text(chunks, metadata(ProvedFile::key)))
        .param("metadataSha256", Column.text(chunks, metadata(ProvedFile::sha256)))
        .param("metadataLength", Column.number(chunks, metadata(ProvedFile::length)))
        .param("holders", Column.number(chunks, chunk -> chunk.claim().holder()))
        .param("now", now.toString())
        .update();
  }

  private static <T> Function<Archived, @Nullable T> metadata(Function<ProvedFile, T> value) {
    return chunk -> {
      ProvedFile metadata = chunk.proof().metadata();
      return metadata == null ? null : value.apply(metadata);
    };
  }

  private void requireHeld(ClaimedChunk claim) {
    jdbc.sql("select status, holder, fence from chunk where id = ?")
        .param(claim.id())
        .query((row, number) ->
            new Found(
                row.getString("status"), row.getObject("holder", Long.class), row.getLong("fence")))
        .single()
        .requireHeldBy(claim);
  }

  private record Found(String status, @Nullable Long holder, long fence) {

    void requireHeldBy(ClaimedChunk claim) {
      Chunk.requireHeldBy(claim, ChunkStatus.valueOf(status), holder, fence);
    }
  }
}
