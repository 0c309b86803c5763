package org.recordingarchiver.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.recordingarchiver.ledger.Proof.ProvedFile;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
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
  private final HeldWrites writes;
  private final Chunks chunks;
  private final HeldRows<Asked> permits;
  private final HeldRows<List<Receipt>> receipts;
  private final HeldRows<KeptBecause> releases;

  SourceDeletions(
      JdbcClient jdbc,
      HolderTime time,
      PlatformTransactionManager transactionManager,
      HeldWrites writes,
      Chunks chunks) {
    this.jdbc = jdbc;
    this.writes = writes;
    this.chunks = chunks;
    this.releases =
        new HeldRows<>(time, transactionManager, (reasons, now) -> reasons.forEach(this::release));
    this.permits = new HeldRows<>(time, transactionManager, this::writePermits);
    this.receipts =
        new HeldRows<>(
            time,
            transactionManager,
            (groups, now) -> groups.forEach(group -> writeReceipts(group, now)));
  }

  /** Lets go of chunks that are kept for a reason which the settings no longer give. */
  public void release(long holder, KeptBecause reason) {
    releases.commit(holder, "", reason);
  }

  private void release(KeptBecause reason) {
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
    Asked asked = new Asked(due);
    try {
      permits.commit(due.holder(), placeOf(due), asked);
      return Optional.ofNullable(asked.refusal);
    } catch (DataIntegrityViolationException e) {
      String reason = e.getMostSpecificCause().getMessage();
      return Optional.of(reason == null ? e.toString() : reason.lines().findFirst().orElse(reason));
    }
  }

  /** In the order of ids, as {@link #due} reads and {@link #settle} writes. */
  private static String placeOf(DueDeletion due) {
    return "%020d".formatted(due.chunk());
  }

  /** A permit that is wanted. */
  private static final class Asked {
    private final DueDeletion due;
    private @Nullable String refusal;

    private Asked(DueDeletion due) {
      this.due = due;
    }
  }

  /** The permit of an earlier process is locked before its chunk, as receipts do. */
  private void writePermits(List<Asked> group, Instant now) {
    Map<Long, Permit> earlier = lockPermits(Column.number(group, asked -> asked.due.chunk()));
    group.forEach(asked -> asked.refusal = refusal(asked.due, earlier.get(asked.due.chunk())));
    List<DueDeletion> granted =
        group.stream().filter(asked -> asked.refusal == null).map(asked -> asked.due).toList();
    takeOver(granted.stream().filter(due -> earlier.containsKey(due.chunk())).toList());
    insert(granted.stream().filter(due -> !earlier.containsKey(due.chunk())).toList(), now);
  }

  /**
   * A permit that is there.
   *
   * @param holder the process that is about to use it
   * @param isUsed whether there is a receipt
   */
  private record Permit(@Nullable Long holder, boolean isUsed) {

    /** Whether no process is about to use it, and none has. */
    boolean isFree() {
      return holder == null && !isUsed;
    }

    boolean isHeldBy(long process) {
      return holder != null && holder == process;
    }
  }

  /** The permits of these chunks that are there; others wait until this transaction ends. */
  private Map<Long, Permit> lockPermits(SqlArrayValue chunks) {
    Map<Long, Permit> permits = new HashMap<>();
    jdbc.sql(
            """
            select chunk, holder, receipt_at is not null as used from source_deletion
            where chunk = any (:chunks) order by chunk for no key update
            """)
        .param("chunks", chunks)
        .query(row -> {
          permits.put(
              row.getLong("chunk"),
              new Permit(row.getObject("holder", Long.class), row.getBoolean("used")));
        });
    return permits;
  }

  private static @Nullable String refusal(DueDeletion due, @Nullable Permit earlier) {
    return earlier == null || earlier.isFree()
        ? null
        : "chunk " + due.chunk() + ": another run deletes its source";
  }

  private void takeOver(List<DueDeletion> free) {
    if (!free.isEmpty()) {
      jdbc.sql(
              """
              update source_deletion d set holder = v.holder
              from unnest(:chunks, :holders) as v (chunk, holder) where d.chunk = v.chunk
              """)
          .param("chunks", Column.number(free, DueDeletion::chunk))
          .param("holders", Column.number(free, DueDeletion::holder))
          .update();
    }
  }

  private void insert(List<DueDeletion> wanted, Instant now) {
    if (!wanted.isEmpty()) {
      jdbc.sql(
              """
              insert into source_deletion
                (chunk, url, content_sha256, metadata_sha256, holder, permitted_at, not_before)
              select v.chunk, v.url, v.content_sha256, v.metadata_sha256, v.holder, :now::timestamptz,
                     :now::timestamptz
              from unnest(:chunks, :urls, :contents, :metadata, :holders)
                as v (chunk, url, content_sha256, metadata_sha256, holder)
              """)
          .param("chunks", Column.number(wanted, DueDeletion::chunk))
          .param("urls", Column.text(wanted, DueDeletion::url))
          .param("contents", Column.text(wanted, due -> due.content().sha256()))
          .param("metadata", Column.text(wanted, due -> due.metadata().sha256()))
          .param("holders", Column.number(wanted, DueDeletion::holder))
          .param("now", now.toString())
          .update();
    }
  }

  /** An end to a due deletion. */
  public record Settled(DueDeletion due, DeletionOutcome outcome) {}

  /**
   * Commits how a group of deletions went: receipts in one transaction, whatever else became of
   * some of them in another.
   */
  public void settle(long holder, List<? extends Settled> group) {
    List<Receipt> received =
        group.stream().flatMap(settled -> Receipt.of(settled).stream()).toList();
    if (!received.isEmpty()) {
      receipts.commit(holder, "", received);
    }
    List<? extends Settled> others =
        group.stream().filter(settled -> Receipt.of(settled).isEmpty()).toList();
    if (!others.isEmpty()) {
      writes.commit(holder, "", now -> settleOthers(others, now));
    }
  }

  /**
   * Permits, then chunks, both in the order of ids, in which permits are given. Without {@code
   * archiver.archive.exclusive}, another run may have been faster.
   */
  private void settleOthers(List<? extends Settled> group, Instant now) {
    Map<Long, Permit> permits = lockPermits(Column.number(group, settled -> settled.due().chunk()));
    List<? extends Settled> ours =
        group.stream()
            .sorted(Comparator.comparingLong(settled -> settled.due().chunk()))
            .filter(settled -> isOurs(settled.due(), permits.get(settled.due().chunk())))
            .toList();
    ours.forEach(settled -> movePermit(settled, now));
    ours.forEach(settled -> moveChunk(settled, now));
  }

  private static boolean isOurs(DueDeletion due, @Nullable Permit permit) {
    return permit == null || permit.isFree() || permit.isHeldBy(due.holder());
  }

  private record Receipt(long chunk, long holder, int status) {

    static Optional<Receipt> of(Settled settled) {
      return settled.outcome() instanceof DeletionOutcome.Received received
          ? Optional.of(
              new Receipt(settled.due().chunk(), settled.due().holder(), received.status()))
          : Optional.empty();
    }
  }

  private void writeReceipts(List<Receipt> received, Instant now) {
    List<Long> written =
        jdbc.sql(
                """
                with v as (select * from unnest(:chunks, :holders, :statuses) as v (chunk, holder, status)),
                ours as materialized (
                  select d.chunk, v.status from source_deletion d join v on v.chunk = d.chunk
                  where d.holder = v.holder or d.holder is null and d.receipt_at is null
                  order by d.chunk for no key update of d)
                update source_deletion d
                set attempts = d.attempts + 1, holder = null, cause = null, message = null,
                    receipt_status = ours.status, receipt_at = :now::timestamptz
                from ours where d.chunk = ours.chunk
                returning d.chunk
                """)
            .param("chunks", Column.number(received, Receipt::chunk))
            .param("holders", Column.number(received, Receipt::holder))
            .param("statuses", Column.number(received, receipt -> (long) receipt.status()))
            .param("now", now.toString())
            .query(Long.class)
            .list();
    // After the receipts: the database takes SOURCE_DELETED only with one.
    int moved =
        jdbc.sql(
                """
                with locked as materialized (
                  select id from chunk where id = any (:chunks) and status = 'ARCHIVED'
                  order by id for no key update)
                update chunk c set status = 'SOURCE_DELETED', deleted_at = :now::timestamptz
                from locked where c.id = locked.id
                """)
            .param("chunks", Column.number(written, chunk -> chunk))
            .param("now", now.toString())
            .update();
    if (moved != written.size()) {
      throw new IllegalStateException(
          "of %d chunks whose sources are gone only %d are ARCHIVED: %s"
              .formatted(written.size(), moved, written));
    }
  }

  private void movePermit(Settled settled, Instant now) {
    long chunk = settled.due().chunk();
    switch (settled.outcome()) {
      case DeletionOutcome.Postponed postponed -> postpone(chunk, postponed, now);
      // The permit goes with the copy that it was given for.
      case DeletionOutcome.Distrusted distrusted ->
          jdbc.sql(
                  """
                  delete from source_deletion
                  where chunk = ? and receipt_at is null and (holder is null or holder = ?)
                  """)
              .params(chunk, settled.due().holder())
              .update();
      case DeletionOutcome.Kept kept -> {}
      case DeletionOutcome.NotTried notTried -> {}
      case DeletionOutcome.Received received -> {}
    }
  }

  /** The source could not be deleted now. */
  private void postpone(long chunk, DeletionOutcome.Postponed postponed, Instant now) {
    int written =
        jdbc.sql(
                """
                update source_deletion
                set attempts = attempts + 1, holder = null, cause = :cause, message = :message,
                    not_before = :notBefore::timestamptz
                where chunk = :chunk
                """)
            .param("chunk", chunk)
            .param("cause", postponed.cause().name())
            .param("message", StorableText.of(postponed.message()))
            .param("notBefore", StorableText.of(now.plus(postponed.delay())))
            .update();
    if (written != 1) {
      throw new IllegalStateException("chunk " + chunk + ": a permit comes before its DELETE");
    }
  }

  private void moveChunk(Settled settled, Instant now) {
    switch (settled.outcome()) {
      case DeletionOutcome.Kept kept -> change(settled, chunk -> chunk.keepSource(kept.reason()));
      case DeletionOutcome.Distrusted distrusted -> distrust(settled, distrusted, now);
      case DeletionOutcome.Postponed postponed -> {}
      case DeletionOutcome.NotTried notTried -> {}
      case DeletionOutcome.Received received -> {}
    }
  }

  /**
   * Unless another run got a permit meanwhile, which locks the chunk: then it found a good copy.
   */
  private void distrust(Settled settled, DeletionOutcome.Distrusted distrusted, Instant now) {
    change(
        settled,
        chunk -> {
          if (!isPermitted(settled.due().chunk())) {
            chunk.distrust(distrusted.cause(), distrusted.message(), now);
          }
        });
  }

  private boolean isPermitted(long chunk) {
    return jdbc.sql("select count(*) > 0 from source_deletion where chunk = ?")
        .param(chunk)
        .query(Boolean.class)
        .single();
  }

  private void change(Settled settled, Consumer<Chunk> transition) {
    Chunk chunk = chunks.findLockedById(settled.due().chunk()).orElseThrow();
    transition.accept(chunk);
    chunks.write(chunk);
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
