package org.recordingarchiver.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.recordingarchiver.support.TestDatabase;
import org.recordingarchiver.support.TestPostgres;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Tries to break the rules with plain SQL, as a slip of a person or of a later version might. */
class LedgerConstraintsIT {

  private static final String A = "a".repeat(64);
  private static final String B = "b".repeat(64);

  private static JdbcClient sql;

  @BeforeAll
  static void migrate() {
    TestDatabase database = TestPostgres.migrated();
    sql = JdbcClient.create(database.dataSource());
  }

  /** Chunk 1 is ARCHIVED with everything that a permit takes. */
  @BeforeEach
  void anArchivedAndSealedChunk() {
    run("truncate recording, event, holder, archive_store, chunk, source_deletion cascade");
    run("insert into holder (id, host, pid) overriding system value values (1, 'h', 1)");
    run("insert into archive_store (id, location) values ('s', '/somewhere')");
    run(
        """
        insert into recording (id, key_digest, resource, status, sealed_at, manifest_sha256)
        overriding system value values (1, sha256('r'), 'contoso', 'SEALED', now(), '%s')
        """
            .formatted(A));
    run(
        """
        insert into event (id, identity, event_id, source, type, envelope, body, body_json, body_sha256)
        overriding system value values (1, sha256('e'), 'e', 's', 't', 'EVENT_GRID', '{}', '{}', '%s')
        """
            .formatted(A));
    chunk(1, "QUEUED");
    run("update chunk set status = 'CLAIMED', holder = 1 where id = 1");
    run(
        """
        update chunk set status = 'ARCHIVED', holder = null, content_sha256 = '%s', content_length = 5,
          metadata_sha256 = '%s', metadata_length = 3, total_confirmed = true, proof_level = 'L2',
          archived_at = now() where id = 1
        """
            .formatted(A, B));
    run(
        """
        insert into archive_copy (chunk, store, content_key, content_sha256, content_length,
          metadata_key, metadata_sha256, metadata_length, holder)
        values (1, 's', 'k', '%s', 5, 'm', '%s', 3, 1)
        """
            .formatted(A, B));
  }

  private static void run(String statement) {
    sql.sql(statement).update();
  }

  private static void chunk(long id, String status) {
    run(
        """
        insert into chunk (id, recording, event, key_digest, resource, document_id, chunk_index,
          content_location, metadata_location, delete_location, status, cause, expires_at, lost_after)
        overriding system value
        values (%1$d, 1, 1, sha256('%1$d'), 'contoso', 'd%1$d', 0,
          'https://x/v1/objects/d%1$d/content/video', 'https://x/v1/objects/d%1$d/content/acsmetadata',
          'https://y/v1/objects/d%1$d', '%2$s', 'EMPTY', now() + interval '1 day', now() + interval '26 h')
        """
            .formatted(id, status));
  }

  private static void permit() {
    run(
        """
        insert into source_deletion (chunk, url, content_sha256, metadata_sha256, holder)
        select id, delete_location, '%s', '%s', 1 from chunk where id = 1
        """
            .formatted(A, B));
  }

  @Test
  void givesAPermitOnFullProof() {
    permit();

    assertThat(sql.sql("select count(*) from source_deletion").query(Integer.class).single())
        .isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "update recording set status = 'OPEN'",
        "delete from archive_copy",
        "update archive_copy set content_length = 4",
        "update archive_copy set metadata_sha256 = content_sha256",
        "update chunk set total_confirmed = false",
        "update chunk set metadata_sha256 = null, metadata_length = null",
        "update chunk set keep_source = true",
        "update chunk set kept_because = 'OTHER_OBJECT'",
        "update chunk set status = 'FAILED', cause = 'READ_BACK_MISMATCH'",
        "update chunk set content_sha256 = metadata_sha256",
      })
  void refusesAPermitWithoutProof(String flaw) {
    run(flaw);

    assertThatThrownBy(LedgerConstraintsIT::permit)
        .hasMessageContaining("chunk 1: no permit to delete its source without");
  }

  @Test
  void refusesAPermitForAnotherUrl() {
    assertThatThrownBy(() ->
            run(
                "insert into source_deletion (chunk, url, content_sha256, metadata_sha256) values (1, 'https://y/v1/objects/d2', '%s', '%s')"
                    .formatted(A, B)))
        .hasMessageContaining("without the exact URL of the event");
  }

  @ParameterizedTest
  @CsvSource({"QUEUED", "FAILED"})
  void refusesAPermitWhileAnotherUnarchivedChunkLivesAtThatObject(String status) {
    chunk(2, status);
    run("update chunk set content_location = 'https://z/v1/objects/d1/content/video' where id = 2");

    assertThatThrownBy(LedgerConstraintsIT::permit)
        .hasMessageContaining("another unarchived chunk lives at that object");
  }

  @Test
  void refusesToCallASourceDeletedWithoutAReceipt() {
    permit();

    assertThatThrownBy(() ->
            run("update chunk set status = 'SOURCE_DELETED', deleted_at = now() where id = 1"))
        .hasMessageContaining("chunk 1: not SOURCE_DELETED without a receipt");
  }

  @Test
  void refusesAReceiptThatDoesNotMeanGone() {
    permit();

    assertThatThrownBy(
            () -> run("update source_deletion set receipt_status = 503, receipt_at = now()"))
        .hasMessageContaining("source_deletion_receipt_means_gone");
  }

  @Test
  void keepsTheProofOnWhichAPermitWasGiven() {
    permit();

    assertThatThrownBy(() -> run("update chunk set content_length = 6 where id = 1"))
        .hasMessageContaining("chunk 1: its proof can't change, a permit was given on it");
  }

  @ParameterizedTest
  @CsvSource({
    "ARCHIVED, QUEUED",
    "ARCHIVED, CLAIMED",
    "ARCHIVED, LOST",
    "QUEUED, ARCHIVED",
    "QUEUED, FAILED",
    "QUEUED, LOST",
    "FAILED, ARCHIVED",
    "FAILED, LOST",
    "LOST, QUEUED",
    "LOST, CLAIMED",
  })
  void holdsTheStateMachine(String from, String to) {
    long id = from.equals("ARCHIVED") ? 1 : 3;
    if (id == 3) {
      chunk(3, from);
    }

    assertThatThrownBy(() ->
            run("update chunk set status = '%s', cause = 'EMPTY' where id = %d".formatted(to, id)))
        .hasMessageContaining("chunk %d: %s can't become %s".formatted(id, from, to));
  }

  @ParameterizedTest
  @CsvSource({
    "CLAIMED, chunk_claimed_has_holder",
    "ARCHIVED, chunk_archived_has_proof",
    "SOURCE_DELETED, chunk_deleted_has_receipt",
    "ELSEWHERE, chunk_status_known",
  })
  void takesNoChunkWithoutWhatItsStatusMeans(String status, String constraint) {
    assertThatThrownBy(() -> chunk(4, status))
        .satisfiesAnyOf(
            thrown -> assertThat(thrown).hasMessageContaining(constraint),
            thrown -> assertThat(thrown).hasMessageContaining("without a receipt"));
  }
}
