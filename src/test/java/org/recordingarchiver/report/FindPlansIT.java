package org.recordingarchiver.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.recordingarchiver.support.TestDatabase;
import org.recordingarchiver.support.TestPostgres;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** A search reads what it finds, not the archive. Only parts of names read every participant. */
class FindPlansIT {

  /** Set it to a million by hand to see that nothing changes. */
  private static final int RECORDINGS = Integer.getInteger("archiver.test.recordings", 20_000);

  private static SingleConnectionDataSource connection;
  private static JdbcClient jdbc;

  @BeforeAll
  static void fill() {
    TestDatabase database = TestPostgres.migrated();
    connection =
        new SingleConnectionDataSource(database.url(), database.user(), database.password(), true);
    jdbc = JdbcClient.create(connection);
    jdbc.sql(
            """
            set session_replication_role = replica;
            insert into recording (key_digest, resource, recording_id, call_id, server_call_id,
                                   started_at, duration_ms)
            select sha256(('r' || n)::bytea), 'acs', 'r' || n, 'c' || n, 's' || n,
                   '2026-01-05T07:00:00Z'::timestamptz - n * interval '1 minute', 60000
            from generate_series(1, %1$d) n;
            insert into chunk (recording, event, key_digest, resource, document_id, chunk_index, status,
                               cause, expires_at, lost_after)
            select id, 1, key_digest, 'acs', 'd' || id, 0,
                   case when id %% (%1$d / 4) = 0 then 'LOST' else 'QUEUED' end, 'NOT_FOUND', now(), now()
            from recording;
            insert into call (key_digest, resource, server_call_id, correlation_id)
            select key_digest, resource, server_call_id, call_id from recording;
            insert into call_participant (call, key_digest, raw_id, phone_number, display_name)
            select id, key_digest, '4:+1425' || id, '+1 425-' || id, 'Agent ' || id from call;
            """
                .formatted(RECORDINGS))
        .update();
    jdbc.sql("analyze").update();
    // What a parallel worker reads is not counted in this transaction.
    jdbc.sql("set max_parallel_workers_per_gather = 0").update();
  }

  private long before;

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
  @CsvSource(
      nullValues = "-",
      value = {
        // recording, call, participant, from, to, status, found
        "r7, -,  -,           -, -, -, 1",
        "-,  c7, -,           -, -, -, 1",
        "-,  s7, -,           -, -, -, 1",
        "-,  -,  4:+14257,    -, -, -, 1",
        "-,  -,  +1 4257,     -, -, -, 1",
        "-,  -,  -,           -, -, -, 50",
        "-,  -,  -,           2026-01-05T05:00:00Z, 2026-01-05T05:10:00Z, -, 10",
        "-,  -,  -,           -, 2026-01-01T00:00:00Z, -, 50",
        "-,  c7, +1 4257,     2026-01-01T00:00:00Z, -, QUEUED, 1",
        "-,  -,  -,           -, -, QUEUED, 50",
        "-,  -,  -,           -, -, LOST, 4"
      })
  void readsAFewRowsOfManyForAFewRecordings(
      @Nullable String recording,
      @Nullable String call,
      @Nullable String participant,
      @Nullable Instant from,
      @Nullable Instant to,
      @Nullable SoughtStatus status,
      int found) {
    Set<SoughtStatus> statuses = status == null ? Set.of() : Set.of(status);

    FoundRecordings answer =
        find(new RecordingCriteria(recording, call, participant, from, to, statuses, 50));

    assertThat(answer.recordings()).hasSize(found);
    assertThat(rowsRead() - before).isLessThan(2_000);
  }

  @Test
  void readsEveryNameForAPartOfOne() {
    FoundRecordings answer =
        find(new RecordingCriteria(null, null, "agent 777", null, null, Set.of(), 50));

    assertThat(answer.recordings()).isNotEmpty();
    assertThat(rowsRead() - before).isGreaterThan(RECORDINGS);
  }

  private static FoundRecordings find(RecordingCriteria criteria) {
    return new RecordingFinder(jdbc).find(criteria);
  }

  /** By this session, since it last handed its statistics on. */
  private static long rowsRead() {
    return jdbc.sql(
            """
            select sum(seq_tup_read + idx_tup_fetch) from pg_stat_xact_user_tables
            where relname in ('recording', 'chunk', 'call', 'call_participant')
            """)
        .query(Long.class)
        .single();
  }
}
