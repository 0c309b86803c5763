package org.recordingarchiver.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.recordingarchiver.ledger.RetentionSettings;
import org.recordingarchiver.support.TestDatabase;
import org.recordingarchiver.support.TestPostgres;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** A view that is asked for one batch, run, chunk or day reads that, and not the archive. */
class ReportPlansIT {

  /** Set it to a million by hand to see that nothing changes. */
  private static final int CHUNKS = Integer.getInteger("archiver.test.chunks", 40_000);

  /** As many chunks are in a batch. */
  private static final int BATCH = 100;

  /** The last of so many chunks FAILED. */
  private static final int FAILED = 8 * BATCH;

  private static SingleConnectionDataSource connection;
  private static JdbcClient jdbc;

  private long before;

  @BeforeAll
  static void fill() {
    TestDatabase database = TestPostgres.migrated();
    connection =
        new SingleConnectionDataSource(database.url(), database.user(), database.password(), true);
    jdbc = JdbcClient.create(connection);
    jdbc.sql(
            """
            set session_replication_role = replica;
            insert into recording (key_digest, resource, status, sealed_at, manifest_sha256)
            select sha256(n::text::bytea), 'acs', 'SEALED', now(), repeat('0', 64) from generate_series(1, %1$d) n;
            insert into event (identity, event_id, source, type, envelope, body, body_json, body_sha256, received_at)
            select sha256(n::text::bytea), n, 's', 't', 'EVENT_GRID', 'e', '{}', repeat('0', 64),
                   now() - n * interval '10 minutes' from generate_series(1, %1$d) n;
            insert into chunk (recording, event, key_digest, resource, document_id, chunk_index, status, cause,
              expires_at, lost_after, content_sha256, content_length, metadata_sha256, metadata_length,
              total_confirmed, proof_level, archived_at, deleted_at)
            select n, n, sha256(n::text::bytea), 'acs', n, 0,
              case when n %% %3$d = 0 then 'FAILED' else 'SOURCE_DELETED' end, case when n %% %3$d = 0 then 'EMPTY' end,
              now(), now(), repeat('0', 64), 1, repeat('0', 64), 1, true, 'L3', now(), now()
            from generate_series(1, %1$d) n;
            insert into archive_copy (chunk, store, content_key, content_sha256, content_length, holder, read_back_at)
            select n, 's', 'k', repeat('0', 64), 1, 1, now() - n * interval '10 minutes' from generate_series(1, %1$d) n;
            insert into source_deletion (chunk, url, content_sha256, metadata_sha256, receipt_status, receipt_at)
            select n, 'u', repeat('0', 64), repeat('0', 64), 200, now() - n * interval '10 minutes'
            from generate_series(1, %1$d) n;
            insert into batch_chunk (batch, chunk, outcome)
            select 1 + (id - 1) / %2$d, id, case status when 'FAILED' then 'FAILED' else 'ARCHIVED' end from chunk;
            insert into attempt (chunk, number, batch, run, holder, started_at, ended_at, bytes, outcome)
            select n, a, 1 + (n - 1) / %2$d, 1 + (n - 1) / %2$d, 1, now() - n * interval '10 minutes',
                   now() - n * interval '10 minutes', 1, case a when 1 then 'WAITS' else 'ARCHIVED' end
            from generate_series(1, %1$d) n, generate_series(1, 2) a;
            insert into batch_job_instance
            select b, 0, 'archiveRecordings', b from generate_series(1, %1$d / %2$d) b;
            insert into batch_job_execution
            select b, 0, b, t.at, t.at, t.at, 'COMPLETED', 'COMPLETED', '', t.at
            from generate_series(1, %1$d / %2$d) b,
                 lateral (select now() - b * interval '16 hours' as at) t;
            insert into batch_step_execution (step_execution_id, version, step_name, job_execution_id, create_time, status)
            select b * 20 + s, 0, 'lane:' || s, b, now(), 'COMPLETED' from generate_series(1, %1$d / %2$d) b, generate_series(1, 20) s;
            insert into holder (host, pid, run, ended_at) select 'h', b, b, now() from generate_series(1, %1$d / %2$d) b;
            """
                .formatted(CHUNKS, BATCH, FAILED))
        .update();
    Awaitility.await().forever().until(ReportPlansIT::vacuumed);
    // What a parallel worker reads is not counted in this transaction.
    jdbc.sql("set max_parallel_workers_per_gather = 0").update();
  }

  /**
   * Whether no row has to be looked at to know that it is there. A session that begins elsewhere on
   * the server keeps a vacuum from saying so of what was just written.
   */
  private static boolean vacuumed() {
    jdbc.sql("vacuum analyze").update();
    return jdbc.sql(
            """
            select count(*) = 0 from pg_class
            where relkind = 'r' and relnamespace = 'public'::regnamespace and relallvisible < relpages
            """)
        .query(Boolean.class)
        .single();
  }

  /** Statistics are handed on between transactions only. */
  @BeforeEach
  void begin() {
    jdbc.sql("begin").update();
    before = rowsRead();
  }

  @AfterEach
  void end() {
    jdbc.sql("rollback").update();
  }

  @AfterAll
  static void close() {
    connection.destroy();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "report_batch where batch = 7",
        "report_run where batch = 7",
        "report_run where run = 7",
        "report_failure where chunk = 800",
        "report_proof where chunk = 7",
        "report_proof where recording = 7",
        "report_day where day = (now() at time zone 'UTC')::date - 7"
      })
  void readsWhatItIsAskedFor(String view) {
    String row =
        jdbc.sql("select q::text from (select * from " + view + ") q").query(String.class).single();

    assertThat(row).isNotEmpty();
    assertThat(rowsRead() - before).isLessThan(1_000);
  }

  @Test
  void readsTheLatestBatchesOnly() {
    jdbc.sql("select q::text from (select * from report_batch order by batch desc limit 5) q")
        .query(String.class)
        .list();

    assertThat(rowsRead() - before).isLessThan(5 * 3 * BATCH);
  }

  @Test
  void readsOneBatchForItsReport() {
    BatchReport report = new BatchReports(jdbc).of(8).orElseThrow();

    assertThat(report.chunks().archived()).isEqualTo(BATCH - 1);
    assertThat(report.failures()).hasSize(1);
    assertThat(rowsRead() - before).isLessThan(20 * BATCH);
  }

  /** Every chunk is counted, but from an index: no row of what is over is looked at. */
  @Test
  void readsNothingThatIsOverForTheStatus() {
    RetentionSettings retention = new RetentionSettings(Duration.ofHours(24), Duration.ofHours(6));

    Status status = new StatusReport(jdbc, retention).status();

    assertThat(status.queue().sourceDeleted()).isEqualTo(CHUNKS - CHUNKS / FAILED);
    assertThat(status.failures()).hasSize(CHUNKS / FAILED);
    assertThat(rowsRead() - before).isLessThan(10 * 3 * BATCH + 12 * CHUNKS / FAILED);
  }

  /** By this session, since it last handed its statistics on. */
  private static long rowsRead() {
    return jdbc.sql("select sum(seq_tup_read + idx_tup_fetch) from pg_stat_xact_user_tables")
        .query(Long.class)
        .single();
  }
}
