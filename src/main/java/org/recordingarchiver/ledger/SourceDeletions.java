package org.recordingarchiver.ledger;

import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.recordingarchiver.ledger.HeldWrites.Needs;
import org.recordingarchiver.ledger.Proof.ProvedFile;
import org.springframework.context.annotation.Lazy;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

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
  private final HolderTime time;
  private final HeldWrites writes;
  private final Chunks chunks;
  private final EntityManager entities;

  SourceDeletions(
      JdbcClient jdbc,
      HolderTime time,
      HeldWrites writes,
      @Lazy Chunks chunks,
      @Lazy EntityManager entities) {
    this.jdbc = jdbc;
    this.time = time;
    this.writes = writes;
    this.chunks = chunks;
    this.entities = entities;
  }

  /** Lets go of chunks that are kept for a reason which the settings no longer give. */
  @Transactional(propagation = Propagation.REQUIRES_NEW)
  public void release(long holder, KeptBecause reason) {
    time.ifAlive(holder);
    jdbc.sql("update chunk set kept_because = null where status = 'ARCHIVED' and kept_because = ?")
        .param(reason.name())
        .update();
  }

  /** How many are due. */
  @Transactional(propagation = Propagation.REQUIRES_NEW, readOnly = true)
  public long count() {
    return jdbc.sql("select count(*) " + DUE).query(Long.class).single();
  }

  /** Up to {@code wanted} due deletions with a chunk id above {@code after}, in order of id. */
  @Transactional(propagation = Propagation.REQUIRES_NEW, readOnly = true)
  public List<DueDeletion> due(long holder, long after, int wanted) {
    return jdbc.sql(
            """
            select c.id, c.document_id, c.resource, c.delete_location, a.content_key,
                   c.content_sha256, c.content_length, a.metadata_key, c.metadata_sha256,
                   c.metadata_length, c.delete_object is distinct from c.content_object as deletes_other,
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
      AtomicReference<@Nullable String> refusal = new AtomicReference<>();
      writes.commit(
          due.holder(), placeOf(due), Needs.NONE, now -> refusal.set(writePermit(due, now)));
      return Optional.ofNullable(refusal.get());
    } catch (DataIntegrityViolationException e) {
      String reason = e.getMostSpecificCause().getMessage();
      return Optional.of(reason == null ? e.toString() : reason.lines().findFirst().orElse(reason));
    }
  }

  /** In the order of ids, as {@link #due} reads and {@link #settle} writes. */
  private static String placeOf(DueDeletion due) {
    return "%020d".formatted(due.chunk());
  }

  private @Nullable String writePermit(DueDeletion due, Instant now) {
    SourceDeletion earlier = permitOf(due);
    if (earlier == null) {
      entities.persist(new SourceDeletion(due, due.holder(), now));
    } else if (earlier.isFree()) {
      earlier.takeOver(due.holder());
    } else {
      return "chunk " + due.chunk() + ": another run deletes its source";
    }
    return null;
  }

  /** An end to a due deletion. */
  public record Settled(DueDeletion due, DeletionOutcome outcome) {}

  /** Commits how a group of deletions went, in one transaction. */
  public void settle(long holder, List<? extends Settled> group) {
    writes.commit(
        holder,
        now -> {
          lockPermits(group);
          List<? extends Settled> ours = group.stream().filter(this::isOurs).toList();
          ours.forEach(settled -> writeReceipt(settled, now));
          entities.flush();
          lockMoved(ours);
          ours.forEach(settled -> moveChunk(settled, now));
        });
  }

  /** In the order of ids, in which permits are given. */
  private void lockPermits(List<? extends Settled> group) {
    entities
        .createQuery(
            "select d from SourceDeletion d where d.chunk in :chunks order by d.chunk",
            SourceDeletion.class)
        .setParameter("chunks", group.stream().map(settled -> settled.due().chunk()).toList())
        .setLockMode(LockModeType.PESSIMISTIC_WRITE)
        .getResultList();
  }

  private void lockMoved(List<? extends Settled> group) {
    List<Long> moved =
        group.stream()
            .filter(settled -> movesChunk(settled.outcome()))
            .map(settled -> settled.due().chunk())
            .toList();
    if (!moved.isEmpty()) {
      chunks.lockAll(moved);
    }
  }

  private static boolean movesChunk(DeletionOutcome outcome) {
    return switch (outcome) {
      case DeletionOutcome.Received received -> true;
      case DeletionOutcome.Kept kept -> true;
      case DeletionOutcome.Distrusted distrusted -> true;
      case DeletionOutcome.Postponed postponed -> false;
      case DeletionOutcome.NotTried notTried -> false;
    };
  }

  /** Without {@code archiver.archive.exclusive}, another run may have been faster. */
  private boolean isOurs(Settled settled) {
    SourceDeletion permit = permitOf(settled.due());
    return permit == null || permit.isFree() || permit.isHeldBy(settled.due().holder());
  }

  private void writeReceipt(Settled settled, Instant now) {
    switch (settled.outcome()) {
      case DeletionOutcome.Received received ->
          requiredPermitOf(settled.due()).receive(received.status(), now);
      case DeletionOutcome.Postponed postponed ->
          requiredPermitOf(settled.due())
              .postpone(postponed.cause(), postponed.message(), postponed.delay(), now);
      case DeletionOutcome.Kept kept -> {}
      case DeletionOutcome.Distrusted distrusted -> {}
      case DeletionOutcome.NotTried notTried -> {}
    }
  }

  /** After the receipts: the database takes SOURCE_DELETED only with one. */
  private void moveChunk(Settled settled, Instant now) {
    switch (settled.outcome()) {
      case DeletionOutcome.Received received -> locked(settled).deleteSource(now);
      case DeletionOutcome.Kept kept -> locked(settled).keepSource(kept.reason());
      case DeletionOutcome.Distrusted distrusted -> distrust(settled, distrusted, now);
      case DeletionOutcome.Postponed postponed -> {}
      case DeletionOutcome.NotTried notTried -> {}
    }
  }

  /** The permit goes with the copy that it was given for. */
  private void distrust(Settled settled, DeletionOutcome.Distrusted distrusted, Instant now) {
    SourceDeletion permit = permitOf(settled.due());
    if (permit != null) {
      entities.remove(permit);
      entities.flush();
    }
    locked(settled).distrust(distrusted.cause(), distrusted.message(), now);
  }

  private Chunk locked(Settled settled) {
    return writes.chunk(settled.due().chunk());
  }

  private @Nullable SourceDeletion permitOf(DueDeletion due) {
    return entities.find(SourceDeletion.class, due.chunk(), LockModeType.PESSIMISTIC_WRITE);
  }

  private SourceDeletion requiredPermitOf(DueDeletion due) {
    return Objects.requireNonNull(permitOf(due), "a permit comes before its receipt");
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
        row.getBoolean("deletes_other"),
        row.getInt("attempts"),
        Duration.ofMillis(row.getLong("slack_ms")));
  }
}
