package org.recordingarchiver.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.recordingarchiver.support.SharedArchivers;
import org.recordingarchiver.support.TestArchiver;
import org.springframework.dao.CannotAcquireLockException;

/** The application knows what PostgreSQL means. */
class PostgresExceptionsIT {

  @Test
  void aLockThatIsNotToBeHadIsNoFaultThatStays() throws SQLException {
    try (SharedArchivers archivers = new SharedArchivers()) {
      TestArchiver archiver =
          archivers.with(
              Map.of("spring.datasource.hikari.connection-init-sql", "set lock_timeout = '300ms'"));
      archiver.announce("recording", archiver.now(), "doc");

      try (Connection other = archiver.connection()) {
        other.setAutoCommit(false);
        other.createStatement().execute("lock table recording in access exclusive mode");
        assertThatThrownBy(() -> archiver.announce("another", archiver.now(), "doc-2"))
            .isInstanceOf(CannotAcquireLockException.class);
        assertThatThrownBy(() -> archiver.ingest(EVENT))
            .isInstanceOf(CannotAcquireLockException.class);
        other.rollback();
      }

      assertThat(archiver.value("select count(*) from rejected_event")).isEqualTo("0");
    }
  }

  private static final String EVENT =
      """
      {"id":"1","topic":"/t/acs","eventType":"Microsoft.Communication.RecordingFileStatusUpdated",\
      "subject":"/recording/call/c/serverCallId/S/recordingId/R","eventTime":"2026-01-05T07:02:00Z",\
      "data":{"recordingStartTime":"2026-01-05T07:00:00Z",\
      "recordingStorageInfo":{"recordingChunks":[{"documentId":"D","index":0,\
      "contentLocation":"https://storage.asm.skype.com/v1/objects/D/content/video",\
      "metadataLocation":"https://storage.asm.skype.com/v1/objects/D/content/acsmetadata"}]}}}\
      """;
}
