package org.recordingarchiver.ledger;

import jakarta.persistence.EntityManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.recordingarchiver.ledger.Proof.ProvedFile;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Permits to delete sources, and their receipts. */
@Component
public class SourceDeletions {

  private static final String DUE =
      """
      from chunk c
      join recording r on r.id = c.recording
      join archive_copy a on a.chunk = c.id
      left join source_deletion d on d.chunk = c.id
      where c.status = 'ARCHIVED' and c.kept_because is null and r.status = 'SEALED'
        and c.delete_location is not null and c.metadata_sha256 is not null
        and (d.chunk is null or d.receipt_at is null and d.holder is null and d.not_before <= now())
      """;

  private final JdbcClient jdbc;
  private final HeldWrites writes;
  private final Chunks chunks;
  private final EntityManager entities;

  SourceDeletions(JdbcClient jdbc, HeldWrites writes, Chunks chunks, EntityManager entities) {
    this.jdbc = jdbc;
    this.writes = writes;
    this.chunks = chunks;
    this.entities = entities;
  }

  /** Lets go of chunks that are kept for a reason which the settings no longer give. */
  public int release(KeptBecause reason) {
    return jdbc.sql(
            "update chunk set kept_because = null where status = 'ARCHIVED' and kept_because = ?")
        .param(reason.name())
        .update();
  }

  /** How many are due. */
  public long count() {
    return jdbc.sql("select count(*) " + DUE).query(Long.class).single();
  }

  /** Up to {@code wanted} due deletions with a chunk id above {@code after}, in order of id. */
  public List<DueDeletion> due(long holder, long after, int wanted) {
    return jdbc.sql(
            """
            select c.id, c.document_id, c.resource, c.delete_location, a.content_key,
                   c.content_sha256, c.content_length, a.metadata_key, c.metadata_sha256,
                   c.metadata_length, a.holder = :holder as read_back_by_holder,
                   coalesce(d.attempts, 0) as attempts, :holder as holder,
                   (extract(epoch from c.expires_at - now()) * 1000)::bigint as slack_ms
            %s and c.id > :after order by c.id limit :wanted
            """
                .formatted(DUE))
        .param("holder", holder)
        .param("after", after)
        .param("wanted", wanted)
        .query(SourceDeletions::map)
        .list();
  }

  /**
   * Commits the permit to delete; durable when this returns.
   *
   * @return why the database refuses it, empty if it is given
   */
  public Optional<String> permit(DueDeletion due) {
    try {
      writes.commit(due.holder(), now -> writePermit(due, now));
      return Optional.empty();
    } catch (DataIntegrityViolationException e) {
      String reason = e.getMostSpecificCause().getMessage();
      return Optional.of(reason == null ? e.toString() : reason.lines().findFirst().orElse(reason));
    }
  }

  private void writePermit(DueDeletion due, Instant now) {
    SourceDeletion earlier = entities.find(SourceDeletion.class, due.chunk());
    if (earlier == null) {
      entities.persist(new SourceDeletion(due, due.holder(), now));
    } else {
      earlier.takeOver(due.holder());
    }
    entities.flush();
  }

  /** Commits that the source is gone. */
  public void receive(DueDeletion due, int status) {
    writes.commit(
        due.holder(),
        now -> {
          permitOf(due).receive(status, now);
          entities.flush();
          chunks.findLockedById(due.chunk()).orElseThrow().deleteSource(now);
        });
  }

  /** Commits that the source could not be deleted now; due again after {@code delay}. */
  public void postpone(DueDeletion due, Cause cause, String message, Duration delay) {
    writes.commit(due.holder(), now -> permitOf(due).postpone(cause, message, delay, now));
  }

  /** Commits that the source stays. */
  public void keep(DueDeletion due, KeptBecause reason) {
    writes.commit(
        due.holder(), now -> chunks.findLockedById(due.chunk()).orElseThrow().keepSource(reason));
  }

  /** Commits that the archived copy is not what was proved: it must be fetched again. */
  public void distrust(DueDeletion due, Cause cause, String message) {
    writes.commit(
        due.holder(),
        now -> chunks.findLockedById(due.chunk()).orElseThrow().distrust(cause, message, now));
  }

  private SourceDeletion permitOf(DueDeletion due) {
    return entities.find(SourceDeletion.class, due.chunk());
  }

  private static DueDeletion map(ResultSet row, int number) throws SQLException {
    return new DueDeletion(
        row.getLong("id"),
        row.getLong("holder"),
        row.getString("document_id"),
        row.getString("resource"),
        row.getString("delete_location"),
        new ProvedFile(
            row.getString("content_sha256"),
            row.getLong("content_length"),
            row.getString("content_key")),
        new ProvedFile(
            row.getString("metadata_sha256"),
            row.getLong("metadata_length"),
            row.getString("metadata_key")),
        row.getBoolean("read_back_by_holder"),
        row.getInt("attempts"),
        Duration.ofMillis(row.getLong("slack_ms")));
  }
}
