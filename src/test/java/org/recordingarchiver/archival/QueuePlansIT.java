package org.recordingarchiver.archival;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.recordingarchiver.ledger.Batches;
import org.recordingarchiver.ledger.Cause;
import org.recordingarchiver.ledger.ChunkQueue;
import org.recordingarchiver.ledger.ChunkQueue.Part;
import org.recordingarchiver.ledger.Holders;
import org.recordingarchiver.ledger.KeptBecause;
import org.recordingarchiver.ledger.RecordingsToSeal;
import org.recordingarchiver.ledger.Reruns;
import org.recordingarchiver.ledger.Reruns.Selection;
import org.recordingarchiver.ledger.Reruns.Unfinished;
import org.recordingarchiver.ledger.Runs;
import org.recordingarchiver.ledger.SourceDeletions;
import org.recordingarchiver.simulator.AcsSimulator;
import org.recordingarchiver.support.TestArchiver;
import org.recordingarchiver.support.TestPostgres;

/** The queue stays flat: what is over costs nothing, whatever a run asks. */
class QueuePlansIT {

  /** As many chunks are over; set it to a million by hand to see that nothing changes. */
  private static final int OVER = Integer.getInteger("archiver.test.chunks", 50_000);

  @TempDir private static Path home;

  private static AcsSimulator simulator;
  private static TestArchiver archiver;

  @BeforeAll
  static void start() {
    simulator = AcsSimulator.start();
    archiver = TestArchiver.start(simulator, TestPostgres.migrated(), home, Map.of());
    fill();
  }

  @AfterAll
  static void stop() {
    simulator.close();
  }

  private static void fill() {
    archiver.announce("due", archiver.now(), "due-1", "due-2");
    run(
        """
        set session_replication_role = replica;
        insert into recording (key_digest, resource, status, sealed_at, manifest_sha256)
        select sha256(('r' || n)::bytea), 'acs', 'SEALED', now(), repeat('0', 64)
        from generate_series(1, %1$d) n;
        insert into chunk (recording, event, key_digest, resource, document_id, chunk_index, status, cause,
          content_location, metadata_location, delete_location, expires_at, lost_after, content_sha256,
          content_length, metadata_sha256, metadata_length, total_confirmed, proof_level, archived_at,
          deleted_at, not_before)
        select n + 1, 1, sha256(('c' || n)::bytea), 'acs', 'd' || n, 0, 'SOURCE_DELETED', null,
          '/objects/d' || n || '/content/video', '/objects/d' || n || '/content/acsmetadata', '/objects/d' || n,
          now() - n * interval '1 minute', now(), repeat('0', 64), 1, repeat('0', 64), 1, true, 'L2',
          now(), now(), now()
        from generate_series(1, %1$d) n;
        insert into batch_job_instance (job_instance_id, version, job_name, job_key)
        select b, 0, 'archiveRecordings', b::text from generate_series(1, 2 + %1$d / 1000) b;
        insert into batch_chunk (batch, chunk, outcome)
        select 2 + id / 1000, id, 'ARCHIVED' from chunk where status = 'SOURCE_DELETED';
        insert into batch_chunk (batch, chunk, outcome)
        select 1, id, 'FAILED' from chunk where status = 'QUEUED';
        insert into source_deletion (chunk, url, content_sha256, metadata_sha256, receipt_status, receipt_at)
        select id, delete_location, repeat('0', 64), repeat('0', 64), 200, now()
        from chunk where status = 'SOURCE_DELETED';
        insert into archive_copy (chunk, store, content_key, content_sha256, content_length, holder)
        select id, 's', 'k', repeat('0', 64), 1, 1 from chunk where status = 'SOURCE_DELETED';
        set session_replication_role = origin;
        """
            .formatted(OVER));
    run("analyze");
  }

  private static void run(String sql) {
    archiver.rows().sql(sql).update();
  }

  /** Complete once the sessions that read them are closed. */
  private static long rowsRead() {
    return Long.parseLong(
        archiver.value(
            """
            select sum(seq_tup_read + idx_tup_fetch)
            from pg_stat_user_tables
            where relname in ('chunk', 'recording', 'source_deletion', 'archive_copy', 'batch_chunk')
            """));
  }

  @Test
  void nothingThatARunAsksReadsWhatIsOver() {
    ChunkQueue queue = archiver.bean(ChunkQueue.class);
    long holder = archiver.bean(Holders.class).register("here", 1);
    archiver.value("select pg_stat_reset()");

    for (Part part : Part.values()) {
      queue.claim(new ChunkQueue.Order(holder, 1, part, 16, Set.of(), false));
      queue.peek(part, 10);
    }
    queue.due(1000);
    queue.waiting();
    queue.atRisk(Duration.ofHours(6));
    RecordingsToSeal recordings = archiver.bean(RecordingsToSeal.class);
    recordings.count();
    recordings.claim(holder, 0, 100);
    SourceDeletions deletions = archiver.bean(SourceDeletions.class);
    deletions.count();
    deletions.due(holder, 0, 100);
    deletions.release(holder, KeptBecause.SWITCHED_OFF);
    run(
        "update chunk set status = 'FAILED', cause = 'NOT_FOUND', not_before = null, holder = null where holder is not null");
    Reruns reruns = archiver.bean(Reruns.class);
    assertThat(reruns.failedBatches("archiveRecordings", null)).containsExactly(1L);
    assertThat(reruns.failedBatches("archiveRecordings", Cause.NOT_FOUND)).containsExactly(1L);
    List<Unfinished> unfinished =
        reruns.unfinished(new Selection(1, Cause.NOT_FOUND, true, Duration.ofMinutes(1)));
    assertThat(unfinished).hasSize(2);
    reruns.release(holder, unfinished);
    assertThat(queue.claim(holder, 1, unfinished.stream().map(Unfinished::chunk).toList()))
        .hasSize(2);
    archiver.bean(Batches.class).count(1);
    archiver.bean(Runs.class).abandoned("archiveRecordings");
    archiver.bean(Holders.class).end(holder);
    archiver.close();

    // A session writes its statistics when it ends, which is a moment later.
    Awaitility.await()
        .until(() ->
            archiver
                .value(
                    "select count(*) from pg_stat_activity where datname = current_database() and application_name = 'recording-archiver'")
                .equals("0"));
    assertThat(rowsRead()).isBetween(1L, 500L);
  }
}
