package org.recordingarchiver.report;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Writes rows as the ledger and the job repository would. */
final class LedgerRows {

  private static final String SHA = "a".repeat(64);

  private final JdbcClient jdbc;

  LedgerRows(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** What all chunks refer to. */
  void begin() {
    jdbc.sql("insert into holder (host, pid) values ('here', 1)").update();
    jdbc.sql("insert into archive_store (id, location) values ('store', '/archive')").update();
  }

  long queued(String document, String slack) {
    return chunk(document, "QUEUED", slack);
  }

  long queuedAgain(String document, String slack) {
    long id = chunk(document, "QUEUED", slack);
    set(id, "attempts = 2, cause = 'UNREACHABLE', message = 'no route'");
    return id;
  }

  long claimed(String document, String slack) {
    long id = chunk(document, "QUEUED", slack);
    set(id, "status = 'CLAIMED', holder = 1");
    return id;
  }

  long failed(String document, String slack) {
    long id = claimed(document, slack);
    set(id, "status = 'FAILED', holder = null, cause = 'NOT_MEDIA', attempts = 10");
    return id;
  }

  long lost(String document) {
    long id = claimed(document, "-3 hours");
    set(id, "status = 'LOST', holder = null, cause = 'NOT_FOUND', attempts = 3");
    return id;
  }

  long archived(String document, @Nullable String keptBecause) {
    long id = claimed(document, "1 hour");
    set(
        id,
        """
        status = 'ARCHIVED', holder = null, content_sha256 = '%1$s', content_length = 10,
        metadata_sha256 = '%1$s', metadata_length = 10, total_confirmed = true, proof_level = 'L3',
        archived_at = now()\
        """
            .formatted(SHA));
    jdbc.sql("update chunk set kept_because = :why where id = :id")
        .param("why", keptBecause)
        .param("id", id)
        .update();
    return id;
  }

  long deleted(String document) {
    long id = archived(document, null);
    jdbc.sql(
            """
            update recording set status = 'SEALED', sealed_at = now(), manifest_sha256 = ?
            where id = (select recording from chunk where id = ?)\
            """)
        .params(SHA, id)
        .update();
    jdbc.sql(
            """
            insert into archive_copy (chunk, store, content_key, content_sha256, content_length,
                                      metadata_key, metadata_sha256, metadata_length, holder)
            values (?, 'store', 'bag/data/' || ?, ?, 10, 'bag/data/m', ?, 10, 1)\
            """)
        .params(id, document, SHA, SHA)
        .update();
    jdbc.sql(
            """
            insert into source_deletion (chunk, url, content_sha256, metadata_sha256,
                                         receipt_status, receipt_at)
            values (?, 'https://x/' || ?, ?, ?, 200, now())\
            """)
        .params(id, document, SHA, SHA)
        .update();
    set(id, "status = 'SOURCE_DELETED', deleted_at = now()");
    return id;
  }

  void acknowledgeAll() {
    jdbc.sql("update chunk set acknowledged_at = now()").update();
  }

  void run(long batch, long run, String status, String started, @Nullable String ended) {
    jdbc.sql(
            """
            insert into batch_job_instance (job_instance_id, version, job_name, job_key)
            values (?, 0, 'archiveRecordings', ?) on conflict do nothing\
            """)
        .params(batch, "key " + batch)
        .update();
    jdbc.sql(
            """
            insert into batch_job_execution (job_execution_id, version, job_instance_id, create_time,
              start_time, end_time, status, exit_message)
            values (:run, 0, :batch, :started::timestamp, :started::timestamp, :ended::timestamp,
                    :status, 'run ' || :run)\
            """)
        .param("run", run)
        .param("batch", batch)
        .param("started", started)
        .param("ended", ended)
        .param("status", status)
        .update();
  }

  void taken(long batch, long chunk, String outcome, long bytes) {
    jdbc.sql("insert into batch_chunk (batch, chunk, outcome, bytes) values (?, ?, ?, ?)")
        .params(batch, chunk, outcome, bytes)
        .update();
  }

  private long chunk(String document, String status, String slack) {
    byte[] key = digest(document);
    long recording =
        jdbc.sql(
                """
                insert into recording (key_digest, resource, recording_id)
                values (?, 'contoso', 'recording of ' || ?) returning id\
                """)
            .params(key, document)
            .query(Long.class)
            .single();
    long event =
        jdbc.sql(
                """
                insert into event (identity, event_id, source, type, envelope, body, body_json, body_sha256)
                values (?, ?, 's', 't', 'EVENT_GRID', ''::bytea, '{}', ?) returning id\
                """)
            .params(key, document, SHA)
            .query(Long.class)
            .single();
    return jdbc.sql(
            """
            insert into chunk (recording, event, key_digest, resource, document_id, chunk_index,
                               content_location, delete_location, status, expires_at, lost_after)
            values (:recording, :event, :key, 'contoso', :document, 0, 'https://x/' || :document,
                    'https://x/' || :document, :status, now() + :slack::interval, now())
            returning id\
            """)
        .param("recording", recording)
        .param("event", event)
        .param("key", key)
        .param("document", document)
        .param("status", status)
        .param("slack", slack)
        .query(Long.class)
        .single();
  }

  private void set(long chunk, String assignments) {
    jdbc.sql("update chunk set " + assignments + " where id = ?").param(chunk).update();
  }

  private static byte[] digest(String document) {
    byte[] key = new byte[32];
    byte[] name = document.getBytes(StandardCharsets.UTF_8);
    System.arraycopy(name, 0, key, 0, Math.min(32, name.length));
    return key;
  }
}
