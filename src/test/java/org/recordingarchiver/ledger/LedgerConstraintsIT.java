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

  /**
   * Every row is as its new status wants it, so that nothing but the step itself can be refused.
   */
  @ParameterizedTest
  @CsvSource({
    "QUEUED, ARCHIVED FAILED LOST SOURCE_DELETED",
    "CLAIMED, SOURCE_DELETED",
    "FAILED, ARCHIVED LOST SOURCE_DELETED",
    "ARCHIVED, QUEUED CLAIMED LOST",
    "LOST, QUEUED CLAIMED FAILED ARCHIVED SOURCE_DELETED",
    "SOURCE_DELETED, QUEUED CLAIMED FAILED LOST ARCHIVED",
  })
  void holdsTheStateMachine(String from, String steps) {
    long id = chunkIn(from);

    for (String to : steps.split(" ", -1)) {
      String refusal =
          to.equals("SOURCE_DELETED")
              ? "not SOURCE_DELETED without a receipt"
              : from + " can't become " + to;
      assertThatThrownBy(() -> step(id, to))
          .hasMessageContaining("chunk %d: %s".formatted(id, refusal));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "QUEUED, CLAIMED",
    "FAILED, CLAIMED",
    "FAILED, QUEUED",
    "CLAIMED, QUEUED",
    "CLAIMED, ARCHIVED",
    "CLAIMED, FAILED",
    "CLAIMED, LOST",
    "ARCHIVED, SOURCE_DELETED",
    "ARCHIVED, FAILED",
  })
  void takesEveryStepOfTheStateMachine(String from, String to) {
    long id = chunkIn(from);

    step(id, to);

    assertThat(
            sql.sql("select status from chunk where id = ?").param(id).query(String.class).single())
        .isEqualTo(to);
  }

  /** Those that were archived have a permit and a receipt. */
  private static long chunkIn(String status) {
    if (status.equals("ARCHIVED") || status.equals("SOURCE_DELETED")) {
      permit();
      run("update source_deletion set receipt_status = 200, receipt_at = now()");
      if (status.equals("SOURCE_DELETED")) {
        step(1, status);
      }
      return 1;
    }
    chunk(3, status.equals("CLAIMED") ? "QUEUED" : status);
    if (status.equals("CLAIMED")) {
      step(3, status);
    }
    return 3;
  }

  private static void step(long id, String to) {
    run(
        """
        update chunk set status = '%s', holder = %s, cause = 'EMPTY', not_before = now(), deleted_at = now(),
          content_sha256 = '%s', content_length = 5, metadata_sha256 = '%s', metadata_length = 3,
          total_confirmed = true, proof_level = 'L2', archived_at = now()
        where id = %d
        """
            .formatted(to, to.equals("CLAIMED") ? "1" : "null", A, B, id));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "content_sha256 = upper(content_sha256)",
        "content_sha256 = left(content_sha256, 63)",
        "content_sha256 = content_sha256 || 'a'",
        "content_sha256 = left(content_sha256, 63) || 'g'",
        "metadata_sha256 = ' ' || left(metadata_sha256, 63)",
        "metadata_sha256 = repeat('ä', 32)",
        "metadata_sha256 = ''",
      })
  void takesDigestsOnlyInLowerCaseHex(String change) {
    assertThatThrownBy(() -> run("update chunk set " + change))
        .hasMessageContaining("chunk_digests_are_sha256");
  }

  @Test
  void knowsTheObjectsOfLocationsThatChange() {
    run(
        """
        update chunk set content_location = 'https://z/v1/objects/other/content/video',
          delete_location = 'https://z/v1/objects/third'
        """);

    assertThat(
            sql.sql("select content_object || ' ' || delete_object from chunk")
                .query(String.class)
                .single())
        .isEqualTo("other third");
  }

  @ParameterizedTest
  @ValueSource(strings = {"status = 'OPEN'", "to_seal = true"})
  void letsOnlyRecordingsThatAreToBeSealedBeHeld(String change) {
    assertThatThrownBy(() -> run("update recording set holder = 1, " + change))
        .hasMessageContaining("violates check constraint \"recording_");
  }

  @ParameterizedTest
  @CsvSource({
    "CLAIMED, chunk_claimed_has_holder",
    "ARCHIVED, chunk_archived_has_proof",
    "SOURCE_DELETED, chunk_archived_has_proof",
    "ELSEWHERE, chunk_status_known",
  })
  void takesNoChunkWithoutWhatItsStatusMeans(String status, String constraint) {
    assertThatThrownBy(() -> chunk(4, status)).hasMessageContaining(constraint);
  }

  @Test
  void takesNoNewChunkThatIsDeletedWithoutAReceipt() {
    assertThatThrownBy(() ->
            run(
                """
                insert into chunk (id, recording, event, key_digest, resource, document_id, chunk_index, status,
                  content_sha256, content_length, metadata_sha256, metadata_length, total_confirmed,
                  proof_level, archived_at, deleted_at, expires_at, lost_after)
                overriding system value
                select 4, recording, event, sha256('4'), resource, 'd4', 0, 'SOURCE_DELETED', content_sha256,
                  content_length, metadata_sha256, metadata_length, total_confirmed, proof_level,
                  archived_at, now(), expires_at, lost_after from chunk where id = 1
                """))
        .hasMessageContaining("not SOURCE_DELETED without a receipt");
  }
}
