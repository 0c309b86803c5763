package org.recordingarchiver.report;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.recordingarchiver.report.Status.Batch;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the job repository and {@code batch_chunk} say. Times of BATCH_* tables are UTC. */
final class RunQueries {

  private static final String LATEST_BATCHES =
      """
      with latest as (
        select job_instance_id as batch from batch_job_instance
        where job_name = 'archiveRecordings' order by job_instance_id desc limit 10),
      run as (
        select distinct on (e.job_instance_id) e.job_instance_id as batch, e.job_execution_id as run,
               e.status, coalesce(e.exit_message, '') as exit_message,
               e.start_time at time zone 'UTC' as started_at, e.end_time at time zone 'UTC' as ended_at
        from batch_job_execution e join latest on latest.batch = e.job_instance_id
        order by e.job_instance_id, e.job_execution_id desc),
      taken as (
        select b.batch, count(*) as chunks,
               count(*) filter (where b.outcome = 'ARCHIVED') as archived,
               count(*) filter (where b.outcome = 'FAILED') as failed,
               count(*) filter (where b.outcome = 'LOST') as lost,
               count(*) filter (where b.outcome in ('TAKEN', 'WAITS', 'GIVEN_BACK')) as waiting,
               count(*) filter (where b.outcome = 'ARCHIVED' and c.status = 'SOURCE_DELETED') as source_deleted,
               sum(b.bytes) as bytes
        from batch_chunk b join latest on latest.batch = b.batch join chunk c on c.id = b.chunk
        group by b.batch)
      select * from run left join taken using (batch) order by batch desc\
      """;

  private static final String LAST_ENDED =
      """
      select e.status, e.end_time at time zone 'UTC' as ended_at
      from batch_job_execution e join batch_job_instance i on i.job_instance_id = e.job_instance_id
      where i.job_name = 'archiveRecordings' and e.end_time is not null
      order by e.end_time desc, e.job_execution_id desc limit 1\
      """;

  private final JdbcClient jdbc;

  RunQueries(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** The last ten batches with their latest runs, newest first. */
  List<Batch> latestBatches() {
    return jdbc.sql(LATEST_BATCHES).query(RunQueries::toBatch).list();
  }

  /** The run that ended last. */
  Ended lastEnded() {
    return jdbc.sql(LAST_ENDED)
        .query(
            (row, number) -> new Ended(row.getString("status"), Columns.instant(row, "ended_at")))
        .optional()
        .orElse(new Ended(null, null));
  }

  private static Batch toBatch(ResultSet row, int number) throws SQLException {
    return new Batch(
        row.getLong("batch"),
        row.getLong("run"),
        row.getString("status"),
        row.getString("exit_message"),
        Columns.instant(row, "started_at"),
        Columns.instant(row, "ended_at"),
        row.getLong("chunks"),
        row.getLong("archived"),
        row.getLong("failed"),
        row.getLong("lost"),
        row.getLong("waiting"),
        row.getLong("source_deleted"),
        row.getLong("bytes"));
  }

  record Ended(@Nullable String status, @Nullable Instant at) {}
}
