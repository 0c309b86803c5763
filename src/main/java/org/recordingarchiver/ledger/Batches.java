package org.recordingarchiver.ledger;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What batches took, and what became of it. */
@Component
public class Batches {

  private final JdbcClient jdbc;

  Batches(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * A batch in numbers, from the ledger: how its chunks are now, whoever made them so.
   *
   * @param archived by this batch; also those whose sources are deleted
   * @param elsewhere archived since, but not by this batch: done
   * @param acknowledged FAILED or LOST, and a person has acknowledged it: closed
   * @param waiting wait for a retry of their fetch, their sealing or their deletion
   * @param bytes content bytes archived
   * @param failedCauses of the failed ones
   * @param kept sources that stay, by reason
   */
  public record Counts(
      long chunks,
      long archived,
      long elsewhere,
      long acknowledged,
      long failed,
      long lost,
      long waiting,
      long sourceDeleted,
      long bytes,
      Map<Cause, Long> failedCauses,
      Map<KeptBecause, Long> kept) {

    /** Whether nothing of it failed, is lost or waits, but for what is acknowledged. */
    public boolean isClean() {
      return failed == 0 && lost == 0 && waiting == 0;
    }
  }

  private record Line(
      String outcome, @Nullable Cause cause, @Nullable KeptBecause kept, long count, long bytes) {}

  private static final String LINES =
      """
      select outcome, cause, kept_because, count(*) as count, sum(bytes) as bytes
      from (
        select
          case
            when c.status in ('ARCHIVED', 'SOURCE_DELETED') and b.outcome <> 'ARCHIVED'
              then 'ELSEWHERE'
            when c.status = 'ARCHIVED' and (
                   r.seal_message is not null or d.receipt_at is null and d.attempts > 0
                   or r.status = 'SEALED' and c.kept_because is null and not exists (
                     -- while another run lives, it may be the one that sealed it and deletes now
                     select 1 from holder h where h.ended_at is null and h.run not in (
                       select e.job_execution_id from batch_job_execution e
                       where e.job_instance_id = b.batch)))
              then 'ARCHIVED_WAITS'
            when c.status in ('FAILED', 'LOST') and c.acknowledged_at is not null
              then 'ACKNOWLEDGED'
            when c.status in ('QUEUED', 'CLAIMED') then 'WAITS'
            else c.status
          end as outcome,
          case when c.status = 'FAILED' then c.cause end as cause,
          case when b.outcome = 'ARCHIVED' then c.kept_because end as kept_because,
          case when b.outcome = 'ARCHIVED' then b.bytes else 0 end as bytes
        from batch_chunk b
        join chunk c on c.id = b.chunk
        join recording r on r.id = c.recording
        left join source_deletion d on d.chunk = c.id
        where b.batch = ?) line
      group by outcome, cause, kept_because
      """;

  /** Counts what the batch took. */
  public Counts count(long batch) {
    List<Line> lines =
        jdbc.sql(LINES)
            .param(batch)
            .query((row, number) ->
                new Line(
                    row.getString("outcome"),
                    RowValues.constant(Cause.class, row, "cause"),
                    RowValues.constant(KeptBecause.class, row, "kept_because"),
                    row.getLong("count"),
                    row.getLong("bytes")))
            .list();
    return summed(lines);
  }

  private static Counts summed(List<Line> lines) {
    long deleted = sum(lines, "SOURCE_DELETED");
    long stuck = sum(lines, "ARCHIVED_WAITS");
    Map<Cause, Long> causes = new EnumMap<>(Cause.class);
    Map<KeptBecause, Long> kept = new EnumMap<>(KeptBecause.class);
    for (Line line : lines) {
      if (line.cause() != null && line.outcome().equals("FAILED")) {
        causes.merge(line.cause(), line.count(), Long::sum);
      }
      if (line.kept() != null) {
        kept.merge(line.kept(), line.count(), Long::sum);
      }
    }
    return new Counts(
        lines.stream().mapToLong(Line::count).sum(),
        sum(lines, "ARCHIVED") + stuck + deleted,
        sum(lines, "ELSEWHERE"),
        sum(lines, "ACKNOWLEDGED"),
        sum(lines, "FAILED"),
        sum(lines, "LOST"),
        sum(lines, "WAITS") + stuck,
        deleted,
        lines.stream().mapToLong(Line::bytes).sum(),
        causes,
        kept);
  }

  private static long sum(List<Line> lines, String outcome) {
    return lines.stream()
        .filter(line -> line.outcome().equals(outcome))
        .mapToLong(Line::count)
        .sum();
  }
}
