package org.recordingarchiver.report;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.recordingarchiver.report.Status.Failure;
import org.recordingarchiver.report.Status.Queue;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the queue's rows say. */
final class ChunkQueries {

  /**
   * Every chunk once, in one snapshot. Reading the table takes several times as long as counting
   * the entries of one index; what is not over has a partial index each, and the rest is over.
   */
  private static final String QUEUE =
      """
      select queued, claimed, archived, failed, lost,
             chunks - queued - claimed - archived - failed - lost as source_deleted
      from (
        select (select count(*) from chunk) as chunks,
               (select count(*) from chunk where status = 'QUEUED') as queued,
               (select count(*) from chunk where holder is not null) as claimed,
               (select count(*) from chunk where status = 'ARCHIVED' and kept_because is null)
                 + (select count(*) from chunk where status = 'ARCHIVED' and kept_because is not null) as archived,
               (select count(*) from chunk where status = 'FAILED') as failed,
               (select count(*) from chunk where status = 'LOST') as lost) counted\
      """;

  /**
   * Each arm is worded like the condition of a partial index: the archived millions stay unread. So
   * does, of a backlog of millions, all that is not at risk.
   */
  private static final String PRESSING =
      """
      select coalesce(sum(at_risk), 0) as at_risk, floor(extract(epoch from min(expires_at) - now())) as slack
      from (
        select (select count(*) from chunk
                where status = 'QUEUED' and acknowledged_at is null
                  and expires_at < now() + make_interval(secs => :atRisk)) as at_risk,
               (select min(expires_at) from chunk
                where status = 'QUEUED' and acknowledged_at is null) as expires_at
        union all
        select count(*) filter (where expires_at < now() + make_interval(secs => :atRisk)),
               min(expires_at) from chunk
        where status = 'CLAIMED' and holder is not null and acknowledged_at is null
        union all
        select count(*) filter (where expires_at < now() + make_interval(secs => :atRisk)),
               min(expires_at) from chunk where status = 'FAILED' and acknowledged_at is null
      ) as pending\
      """;

  private static final String FAILURES =
      """
      select c.id, c.document_id, r.recording_id, c.status, c.cause, c.attempts, c.message,
             case when c.status <> 'LOST' then c.not_before end as next_attempt_at,
             c.expires_at, c.acknowledged_at is not null as acknowledged
      from chunk c join recording r on r.id = c.recording
      where c.status = 'LOST' or c.status = 'FAILED'
         or (c.status = 'QUEUED' and (c.attempts > 0 or c.cause is not null))
      order by c.acknowledged_at is not null, c.status = 'LOST' desc, c.status = 'FAILED' desc,
               c.expires_at, c.id\
      """;

  private final JdbcClient jdbc;
  private final Duration atRisk;

  ChunkQueries(JdbcClient jdbc, Duration atRisk) {
    this.jdbc = jdbc;
    this.atRisk = atRisk;
  }

  Queue queue() {
    return jdbc.sql(QUEUE).query(ChunkQueries::toQueue).single();
  }

  /** Chunks that are not archived and not given up: how many are at risk, and the least slack. */
  Pressing pressing() {
    return jdbc.sql(PRESSING)
        .param("atRisk", atRisk.toSeconds())
        .query(ChunkQueries::toPressing)
        .single();
  }

  List<Failure> failures() {
    return jdbc.sql(FAILURES).query(ChunkQueries::toFailure).list();
  }

  /** FAILED or LOST chunks that nobody has acknowledged. */
  long unacknowledged(String status) {
    String sql =
        status.equals("LOST")
            ? "select count(*) from chunk where status = 'LOST' and acknowledged_at is null"
            : "select count(*) from chunk where status = 'FAILED' and acknowledged_at is null";
    return count(sql);
  }

  /** Archived, but sealing or deleting failed so far: each run tries again. */
  long stuck() {
    return count(
        """
        select (select count(*) from recording
                where status = 'OPEN' and to_seal and seal_message is not null)
             + (select count(*) from source_deletion d join chunk c on c.id = d.chunk
                where d.receipt_at is null and d.attempts > 0
                  and c.status = 'ARCHIVED' and c.kept_because is null)\
        """);
  }

  long warned() {
    return count("select count(*) from chunk where proof_warning is not null");
  }

  long quarantined() {
    return count("select count(*) from quarantined_file where accepted_at is null");
  }

  long rejectedEvents() {
    return count("select count(*) from rejected_event");
  }

  Map<String, Long> sourceKept() {
    String sql =
        """
        select kept_because, count(*) as chunks from chunk
        where status = 'ARCHIVED' and kept_because is not null
        group by kept_because order by kept_because\
        """;
    Map<String, Long> kept = new LinkedHashMap<>();
    jdbc.sql(sql)
        .query(row -> {
          kept.put(row.getString("kept_because"), row.getLong("chunks"));
        });
    return kept;
  }

  List<ChunkFate> fates(Collection<String> documentIds) {
    String sql =
        """
        select c.document_id, c.status, c.cause, c.message, c.not_before, c.content_length, a.content_key
        from chunk c left join archive_copy a on a.chunk = c.id
        where c.document_id in (:ids) order by c.id\
        """;
    return jdbc.sql(sql).param("ids", documentIds).query(ChunkQueries::toFate).list();
  }

  private long count(String sql) {
    return Objects.requireNonNull(jdbc.sql(sql).query(Long.class).single());
  }

  private static Queue toQueue(ResultSet row, int number) throws SQLException {
    return new Queue(
        row.getLong("queued"),
        row.getLong("claimed"),
        row.getLong("archived"),
        row.getLong("source_deleted"),
        row.getLong("failed"),
        row.getLong("lost"));
  }

  private static Pressing toPressing(ResultSet row, int number) throws SQLException {
    long slack = row.getLong("slack");
    return new Pressing(row.wasNull() ? null : slack, row.getLong("at_risk"));
  }

  private static ChunkFate toFate(ResultSet row, int number) throws SQLException {
    return new ChunkFate(
        row.getString("document_id"),
        row.getString("status"),
        row.getString("cause"),
        row.getString("message"),
        Columns.instant(row, "not_before"),
        row.getLong("content_length"),
        row.getString("content_key"));
  }

  private static Failure toFailure(ResultSet row, int number) throws SQLException {
    return new Failure(
        row.getLong("id"),
        row.getString("document_id"),
        row.getString("recording_id"),
        row.getString("status"),
        row.getString("cause"),
        row.getInt("attempts"),
        row.getString("message"),
        Columns.instant(row, "next_attempt_at"),
        Objects.requireNonNull(Columns.instant(row, "expires_at")),
        row.getBoolean("acknowledged"));
  }

  record Pressing(@Nullable Long minSlackSeconds, long atRisk) {}
}
