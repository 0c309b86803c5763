package org.recordingarchiver.ledger;

import java.time.LocalDate;
import java.util.List;
import org.recordingarchiver.support.TestDatabase;
import org.recordingarchiver.support.TestPostgres;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;

/** A job repository and a ledger with rows of any age. */
final class PruningRows implements AutoCloseable {

  static final String JOB = "archiveRecordings";

  /** Whatever a batch leaves behind. */
  private static final List<String> OF_RUNS =
      List.of(
          "batch_job_instance",
          "batch_job_execution",
          "batch_job_execution_params",
          "batch_job_execution_context",
          "batch_step_execution",
          "batch_step_execution_context",
          "batch_chunk");

  private final TestDatabase database = TestPostgres.migrated();
  private final SingleConnectionDataSource connection =
      new SingleConnectionDataSource(database.url(), database.user(), database.password(), true);
  private final JdbcClient jdbc = JdbcClient.create(connection);
  private final LocalDate today =
      jdbc.sql("select (now() at time zone 'UTC')::date").query(LocalDate.class).single();

  PruningRows() {
    jdbc.sql("insert into holder (host, pid, ended_at) values ('here', 1, now())").update();
    jdbc.sql(
            """
            insert into recording (key_digest, resource, status, sealed_at, manifest_sha256)
            values (sha256('r'), 'acs', 'SEALED', now(), repeat('a', 64))
            """)
        .update();
    jdbc.sql(
            """
            insert into event (identity, event_id, source, type, envelope, body, body_json, body_sha256)
            values (sha256('e'), 'e', 's', 't', 'EVENT_GRID', 'e', '{}', repeat('a', 64))
            """)
        .update();
    // A chunk may come into being as what it is.
    jdbc.sql("alter table chunk disable trigger user").update();
  }

  TestDatabase database() {
    return database;
  }

  Pruning pruning() {
    JdbcTransactionManager transactions = new JdbcTransactionManager(connection);
    return new Pruning(jdbc, new Holders(jdbc, new HolderTime(jdbc), transactions), transactions);
  }

  JdbcClient jdbc() {
    return jdbc;
  }

  /** A batch with one run, of the same number, that ended so many days ago. */
  void batch(long batch, String status, int daysAgo) {
    jdbc.sql("insert into batch_job_instance values (?, 0, ?, ?)")
        .params(batch, JOB, String.valueOf(batch))
        .update();
    run(batch, batch, status, daysAgo);
  }

  /** With two steps. */
  void run(long run, long batch, String status, int daysAgo) {
    jdbc.sql(
            """
            insert into batch_job_execution
            select :run, 0, :batch, t.ended, t.ended, t.ended, :status, :status, '', t.ended
            from (select (now() at time zone 'UTC') - make_interval(days => :daysAgo) as ended) t
            """)
        .param("run", run)
        .param("batch", batch)
        .param("status", status)
        .param("daysAgo", daysAgo)
        .update();
    jdbc.sql("insert into batch_job_execution_context values (?, '{}', null)").param(run).update();
    jdbc.sql(
            "insert into batch_job_execution_params values (?, 'holder', 'java.lang.Long', '1', 'Y')")
        .param(run)
        .update();
    for (long step = run * 10; step < run * 10 + 2; step++) {
      jdbc.sql(
              """
              insert into batch_step_execution (step_execution_id, version, step_name, job_execution_id,
                create_time, status) values (?, 0, 'step', ?, now(), 'COMPLETED')
              """)
          .params(step, run)
          .update();
      jdbc.sql("insert into batch_step_execution_context values (?, '{}', null)")
          .param(step)
          .update();
    }
  }

  /** A chunk that a batch took. */
  long chunk(long batch, String status) {
    long id =
        jdbc.sql(
                """
                insert into chunk (recording, event, key_digest, resource, document_id, chunk_index, status,
                  cause, holder, expires_at, lost_after, content_sha256, content_length, metadata_sha256,
                  metadata_length, total_confirmed, proof_level, archived_at, deleted_at)
                values (1, 1, sha256(random()::text::bytea), 'acs', 'd', 0, :status, 'NOT_FOUND',
                  case when :status = 'CLAIMED' then 1 end, now(), now(), repeat('a', 64), 1, repeat('a', 64),
                  1, true, 'L3', now(), now())
                returning id
                """)
            .param("status", status)
            .query(Long.class)
            .single();
    taken(batch, id);
    return id;
  }

  void set(long chunk, String assignments) {
    jdbc.sql("update chunk set " + assignments + " where id = ?").param(chunk).update();
  }

  void taken(long batch, long chunk) {
    jdbc.sql("insert into batch_chunk (batch, chunk) values (?, ?)").params(batch, chunk).update();
  }

  void attempt(long chunk, long number, String outcome, int daysAgo) {
    jdbc.sql(
            """
            insert into attempt (chunk, number, batch, run, holder, started_at, ended_at, bytes, outcome)
            select :chunk, :number, 1, 1, 1, t.ended, t.ended, 1, :outcome
            from (select now() - make_interval(days => :daysAgo) as ended) t
            """)
        .param("chunk", chunk)
        .param("number", number)
        .param("outcome", outcome)
        .param("daysAgo", daysAgo)
        .update();
  }

  List<Long> batches() {
    return numbers("select job_instance_id from batch_job_instance order by 1");
  }

  /** Numbers of a chunk's tries. */
  List<Long> attempts(long chunk) {
    return numbers("select number from attempt where chunk = " + chunk + " order by 1");
  }

  /** Rows of the job repository and of batch_chunk. */
  List<Long> rowsOfRuns() {
    return OF_RUNS.stream()
        .map(table -> numbers("select count(*) from " + table).getFirst())
        .toList();
  }

  /** What report_day says of each day before this one, which may end meanwhile. */
  List<String> days() {
    return jdbc.sql("select report_day::text from report_day where day < :today order by day")
        .param("today", today)
        .query(String.class)
        .list();
  }

  private List<Long> numbers(String sql) {
    return jdbc.sql(sql).query(Long.class).list();
  }

  @Override
  public void close() {
    connection.destroy();
  }
}
