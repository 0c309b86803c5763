package org.recordingarchiver.ledger;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Chunks in trouble that a person has decided about. */
@Component
public class Cases {

  private final JdbcClient jdbc;
  private final Chunks chunks;
  private final HeldWrites writes;
  private final ArchivedChunks archivedChunks;

  Cases(JdbcClient jdbc, Chunks chunks, HeldWrites writes, ArchivedChunks archivedChunks) {
    this.jdbc = jdbc;
    this.chunks = chunks;
    this.writes = writes;
    this.archivedChunks = archivedChunks;
  }

  /**
   * Notes that a person has seen these FAILED or LOST chunks: they no longer alarm. All of them or
   * none.
   *
   * @throws CaseException if that can't be said of one of them
   */
  @Transactional
  public void acknowledge(List<Long> ids, Decision.Made made) {
    List<String> objections = new ArrayList<>();
    Instant now = jdbc.sql("select clock_timestamp()").query(Instant.class).single();
    for (long id : new TreeSet<>(ids)) {
      Optional<Chunk> chunk = chunks.findLockedById(id);
      String objection =
          chunk.map(Chunk::objectionToAcknowledging).orElse(chunk.isEmpty() ? unknown(id) : null);
      if (objection != null) {
        objections.add(objection);
      } else {
        decide(
            new Decision(Decision.Kind.ACKNOWLEDGED, id, chunk.orElseThrow().status(), made), now);
        chunk.orElseThrow().acknowledge(made, now);
        chunks.write(chunk.orElseThrow());
      }
    }
    refuse(objections);
  }

  private void decide(Decision decision, Instant now) {
    jdbc.sql(
            """
            insert into decision (chunk, kind, status, cause, decided_by, decided_at, reason)
            select id, :kind, :was, cause, :by, :now::timestamptz, :reason from chunk where id = :chunk
            """)
        .param("chunk", decision.chunk())
        .param("kind", decision.kind().name())
        .param("was", decision.was().name())
        .param("by", StorableText.of(decision.made().by()))
        .param("reason", StorableText.of(decision.made().reason()))
        .param("now", now.toString())
        .update();
  }

  /** Where the copy of a chunk lies that was accepted already; empty if it was not. */
  @Transactional(readOnly = true)
  public Optional<String> accepted(long id) {
    return jdbc.sql(
            """
            select a.content_key from chunk c join archive_copy a on a.chunk = c.id
            where c.id = ? and c.status = 'ARCHIVED' and c.kept_because = 'ACCEPTED' limit 1
            """)
        .param(id)
        .query(String.class)
        .optional();
  }

  /** Whether a process holds it, alive or dead. */
  @Transactional(readOnly = true)
  public boolean isClaimed(long id) {
    return jdbc.sql("select count(*) = 1 from chunk where id = ? and status = 'CLAIMED'")
        .param(id)
        .query(Boolean.class)
        .single();
  }

  /**
   * Whether a copy of this chunk can be accepted, and what the chunk is now.
   *
   * @throws CaseException if there is no such chunk, none in quarantine, or it is not in trouble
   */
  @Transactional(readOnly = true)
  public ChunkStatus requireAcceptable(long id) {
    ChunkStatus status =
        jdbc.sql("select status from chunk where id = ?")
            .param(id)
            .query(String.class)
            .optional()
            .map(ChunkStatus::valueOf)
            .orElseThrow(() -> new CaseException(unknown(id)));
    if (status != ChunkStatus.FAILED && status != ChunkStatus.QUEUED) {
      throw new CaseException(
          "chunk %d is %s: only FAILED ones, and those that wait, can be accepted"
              .formatted(id, status));
    }
    if (quarantined(id).stream().noneMatch(QuarantinedFile::isContent)) {
      throw new CaseException("chunk %d has no copy in quarantine".formatted(id));
    }
    return status;
  }

  /** What lies in quarantine of this chunk: content, then metadata, each with the newest first. */
  @Transactional(readOnly = true)
  public List<QuarantinedFile> quarantined(long id) {
    return jdbc.sql(
            """
            select part, key, sha256, length, cause, reason from quarantined_file
            where chunk = ? and accepted_at is null
            order by part, kept_at desc, key
            """)
        .param(id)
        .query(QuarantinedFiles::map)
        .list();
  }

  /**
   * Makes a chunk ARCHIVED with a copy that failed its check, by a person's word. Its source is
   * never deleted.
   *
   * @param was what the chunk was before it was claimed
   * @param keys where the files that were taken lay in quarantine
   * @throws LeaseLostException if the chunk is not held by that claim any more
   */
  public void accept(
      ClaimedChunk claim,
      ChunkStatus was,
      Proof proof,
      String store,
      List<String> keys,
      Decision.Made made) {
    writes.commit(
        claim.holder(),
        claim.recording().keyDigest(),
        now -> {
          // Held by us: nobody else changes it. Locked only after its recording, in archive.
          decide(new Decision(Decision.Kind.ACCEPTED, claim.id(), was, made), now);
          archivedChunks.archive(
              List.of(new ArchivedChunks.Archived(claim, store, proof, KeptBecause.ACCEPTED)), now);
          jdbc.sql(
                  "update quarantined_file set accepted_at = now() where chunk = ? and key = any(?)")
              .params(claim.id(), keys.toArray(String[]::new))
              .update();
        });
  }

  private static String unknown(long id) {
    return "there is no chunk %d: `status` and db/report/failures.sql show their numbers"
        .formatted(id);
  }

  private static void refuse(List<String> objections) {
    if (!objections.isEmpty()) {
      throw new CaseException(String.join("; ", objections) + "; nothing was changed");
    }
  }
}
