package org.recordingarchiver.report;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import org.recordingarchiver.report.BatchReport.Failure;
import org.recordingarchiver.report.BatchReport.Outcome;
import org.recordingarchiver.report.BatchReport.Try;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What became of the chunks that a batch took. */
final class BatchChunkQueries {

  private static final String OUTCOMES =
      """
      select c.status, case when c.status not in ('ARCHIVED', 'SOURCE_DELETED') then c.cause end as cause,
             c.kept_because, c.acknowledged_at is not null and c.status in ('FAILED', 'LOST') as acknowledged,
             count(*) as chunks,
             coalesce(sum(b.bytes) filter (where b.outcome = 'ARCHIVED'), 0)::bigint as bytes
      from batch_chunk b join chunk c on c.id = b.chunk
      where b.batch = :batch
      group by 1, 2, 3, 4 order by chunks desc, 1, 2, 3\
      """;

  private static final String TROUBLED =
      "from batch_chunk b join report_failure f on f.chunk = b.chunk where b.batch = :batch";

  private static final String FAILURES =
      "select f.* "
          + TROUBLED
          + """

          order by f.acknowledged_at is not null, f.status = 'LOST' desc, f.status = 'FAILED' desc,
                   f.expires_at, f.chunk
          limit :most\
          """;

  private static final String SLOWEST =
      """
      select a.chunk, a.run, a.started_at, a.bytes, a.outcome,
             (extract(epoch from a.ended_at - a.started_at) * 1000)::bigint as took
      from batch_chunk b join attempt a on a.chunk = b.chunk and a.batch = b.batch
      where b.batch = :batch
      order by a.ended_at - a.started_at desc, a.chunk limit :most\
      """;

  private final JdbcClient jdbc;

  BatchChunkQueries(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Most chunks first. */
  List<Outcome> outcomes(long batch) {
    return jdbc.sql(OUTCOMES).param("batch", batch).query(BatchChunkQueries::toOutcome).list();
  }

  /** Worst first. */
  List<Failure> failures(long batch, int most) {
    return jdbc.sql(FAILURES)
        .param("batch", batch)
        .param("most", most)
        .query(BatchChunkQueries::toFailure)
        .list();
  }

  /** How many chunks are in trouble. */
  long troubled(long batch) {
    return Objects.requireNonNull(
        jdbc.sql("select count(*) " + TROUBLED).param("batch", batch).query(Long.class).single());
  }

  List<Try> slowest(long batch, int most) {
    return jdbc.sql(SLOWEST)
        .param("batch", batch)
        .param("most", most)
        .query(BatchChunkQueries::toTry)
        .list();
  }

  private static Outcome toOutcome(ResultSet row, int number) throws SQLException {
    return new Outcome(
        row.getString("status"),
        row.getString("cause"),
        row.getString("kept_because"),
        row.getBoolean("acknowledged"),
        row.getLong("chunks"),
        row.getLong("bytes"));
  }

  private static Failure toFailure(ResultSet row, int number) throws SQLException {
    return new Failure(
        row.getLong("chunk"),
        row.getString("document_id"),
        row.getString("recording_id"),
        row.getString("call_id"),
        row.getString("resource"),
        row.getString("status"),
        row.getString("cause"),
        row.getInt("attempts"),
        row.getString("message"),
        Columns.instant(row, "last_tried_at"),
        Columns.instant(row, "next_attempt_at"),
        Objects.requireNonNull(Columns.instant(row, "expires_at")),
        row.getLong("quarantined"),
        Columns.instant(row, "acknowledged_at"),
        row.getString("acknowledged_by"),
        row.getString("acknowledged_why"));
  }

  private static Try toTry(ResultSet row, int number) throws SQLException {
    return new Try(
        row.getLong("chunk"),
        row.getLong("run"),
        Objects.requireNonNull(Columns.instant(row, "started_at")),
        row.getLong("took"),
        row.getLong("bytes"),
        row.getString("outcome"));
  }
}
