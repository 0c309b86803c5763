package org.recordingarchiver.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** What batches left unfinished, for another run of the same batch. */
@Component
public class Reruns {

  private static final int PORTION = 1000;

  private final JdbcClient jdbc;
  private final HolderTime time;
  private final TransactionTemplate transactions;

  Reruns(JdbcClient jdbc, HolderTime time, PlatformTransactionManager transactionManager) {
    this.jdbc = jdbc;
    this.time = time;
    this.transactions = new TransactionTemplate(transactionManager);
    transactions.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
  }

  /**
   * Which chunks of a batch to look for.
   *
   * @param cause only those whose last try ended with it; null: all
   * @param acknowledged also those that a person has acknowledged
   * @param lease a holder that was silent for longer is dead, and what it holds is as good as free
   */
  public record Selection(
      long batch, @Nullable Cause cause, boolean acknowledged, Duration lease) {}

  /**
   * A chunk that waits or FAILED.
   *
   * @param cause of its last try, null if it had none
   * @param slack time until it expires at the source, negative after that
   * @param bytes length of its content, null if no try has shown it
   */
  public record Unfinished(
      long chunk, String resource, @Nullable Cause cause, Duration slack, @Nullable Long bytes) {}

  /**
   * The batches that have FAILED chunks left which nobody has acknowledged, in the order of their
   * numbers: for each such chunk the latest batch that took it.
   *
   * @param job of the job repository
   * @param cause only chunks that FAILED with it; null: all
   */
  public List<Long> failedBatches(String job, @Nullable Cause cause) {
    return jdbc.sql(
            """
            select distinct latest.batch
            from chunk c
            cross join lateral (
              select b.batch from batch_chunk b
              join batch_job_instance i on i.job_instance_id = b.batch and i.job_name = :job
              where b.chunk = c.id order by b.batch desc limit 1) latest
            where c.status = 'FAILED' and c.acknowledged_at is null
              and (cast(:cause as text) is null or c.cause = :cause)
            order by latest.batch
            """)
        .param("job", job)
        .param("cause", name(cause))
        .query(Long.class)
        .list();
  }

  /** In the order in which lanes take them: least slack first, expired ones last. */
  public List<Unfinished> unfinished(Selection selection) {
    return jdbc.sql(
            """
            select c.id, c.resource, c.cause,
                   (extract(epoch from c.expires_at - now()) * 1000)::bigint as slack_ms,
                   coalesce(c.content_length, (
                     select max(q.length) from quarantined_file q
                     where q.chunk = c.id and q.part = 'CONTENT')) as bytes
            from batch_chunk b join chunk c on c.id = b.chunk
            where b.batch = :batch
              and (c.status in ('QUEUED', 'FAILED') or c.status = 'CLAIMED' and exists (
                select 1 from holder h where h.id = c.holder
                and h.heartbeat_at < clock_timestamp() - make_interval(secs => :lease)))
              and (cast(:cause as text) is null or c.cause = :cause)
              and (:acknowledged or c.acknowledged_at is null)
            order by c.expires_at <= now(), c.expires_at, c.id
            """)
        .param("batch", selection.batch())
        .param("lease", selection.lease().toSeconds())
        .param("cause", name(selection.cause()))
        .param("acknowledged", selection.acknowledged())
        .query(Reruns::map)
        .list();
  }

  /**
   * Makes FAILED chunks QUEUED, and due at once whatever they waited for. One that somebody else
   * has a lock on stays as it is: {@link ChunkQueue#claim(long, long, List)} takes it all the same.
   *
   * @throws LeaseLostException if the holder was declared dead
   */
  public void release(long holder, List<Unfinished> chunks) {
    for (int start = 0; start < chunks.size(); start += PORTION) {
      List<Unfinished> portion =
          new ArrayList<>(chunks.subList(start, Math.min(start + PORTION, chunks.size())));
      transactions.executeWithoutResult(status -> {
        time.ifAlive(holder);
        releaseNow(portion);
      });
    }
  }

  private void releaseNow(List<Unfinished> chunks) {
    jdbc.sql(
            """
            with free as materialized (
              select id from chunk
              where id = any (:chunks)
                and (status = 'FAILED' or status = 'QUEUED' and not_before > now())
              for update skip locked)
            update chunk c set status = 'QUEUED', not_before = now() from free where c.id = free.id
            """)
        .param("chunks", Column.number(chunks, Unfinished::chunk))
        .update();
  }

  private static @Nullable String name(@Nullable Cause cause) {
    return cause == null ? null : cause.name();
  }

  private static Unfinished map(ResultSet row, int number) throws SQLException {
    return new Unfinished(
        row.getLong("id"),
        row.getString("resource"),
        RowValues.constant(Cause.class, row, "cause"),
        Duration.ofMillis(row.getLong("slack_ms")),
        row.getObject("bytes", Long.class));
  }
}
