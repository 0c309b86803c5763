package org.recordingarchiver.ledger;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What is left of batches that did not come to a clean end. */
@Component
public class Reruns {

  private static final String LEFT =
      """
      from batch_chunk b join chunk c on c.id = b.chunk
      where b.batch = :batch and c.status in ('FAILED', 'QUEUED')
        and (:cause::text is null or c.status = 'FAILED' and c.cause = :cause)
      """;

  private final JdbcClient jdbc;
  private final HeldWrites writes;

  Reruns(JdbcClient jdbc, HeldWrites writes) {
    this.jdbc = jdbc;
    this.writes = writes;
  }

  /**
   * A chunk that a rerun would take.
   *
   * @param cause of its last try, null if there was none
   * @param bytes content bytes if known from an earlier copy or try, else 0
   */
  public record Left(
      long chunk,
      String documentId,
      @Nullable Cause cause,
      long bytes,
      Instant expiresAt,
      Duration slack) {}

  /**
   * For each FAILED chunk that nobody acknowledged, the latest batch that took it; in the order of
   * their numbers.
   *
   * @param cause only chunks that failed for it, null for all
   */
  public List<Long> batchesWithFailures(@Nullable Cause cause) {
    return jdbc.sql(
            """
            select distinct latest.batch
            from chunk c cross join lateral (
              select max(b.batch) as batch from batch_chunk b where b.chunk = c.id) latest
            where c.status = 'FAILED' and c.acknowledged_at is null and latest.batch is not null
              and (:cause::text is null or c.cause = :cause)
            order by 1
            """)
        .param("cause", cause == null ? null : cause.name())
        .query(Long.class)
        .list();
  }

  /** What a rerun would take, most urgent first. */
  public List<Left> left(long batch, @Nullable Cause cause) {
    return jdbc.sql(
            "select c.id, c.document_id, c.cause, coalesce(c.content_length, 0) as bytes, c.expires_at,"
                + " (extract(epoch from c.expires_at - now()) * 1000)::bigint as slack_ms "
                + LEFT
                + " order by c.expires_at, c.id")
        .param("batch", batch)
        .param("cause", cause == null ? null : cause.name())
        .query((row, number) ->
            new Left(
                row.getLong("id"),
                row.getString("document_id"),
                named(row.getString("cause")),
                row.getLong("bytes"),
                row.getObject("expires_at", java.time.OffsetDateTime.class).toInstant(),
                Duration.ofMillis(row.getLong("slack_ms"))))
        .list();
  }

  /**
   * Makes what is left of a batch due now: FAILED chunks QUEUED, waiting ones at once.
   *
   * @return how many
   * @throws LeaseLostException if the holder was declared dead
   */
  public int requeue(long holder, long batch, @Nullable Cause cause) {
    int[] requeued = new int[1];
    writes.commit(
        holder,
        now ->
            requeued[0] =
                jdbc.sql(
                        "update chunk set status = 'QUEUED', not_before = now() where id in"
                            + " (select c.id "
                            + LEFT
                            + " for update of c skip locked)")
                    .param("batch", batch)
                    .param("cause", cause == null ? null : cause.name())
                    .update());
    return requeued[0];
  }

  private static @Nullable Cause named(@Nullable String cause) {
    return cause == null ? null : Cause.valueOf(cause);
  }
}
