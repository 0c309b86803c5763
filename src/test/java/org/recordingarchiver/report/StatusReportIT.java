package org.recordingarchiver.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.recordingarchiver.ledger.RetentionSettings;
import org.recordingarchiver.report.Status.Failure;
import org.recordingarchiver.report.Status.Queue;
import org.recordingarchiver.support.TestDatabase;
import org.recordingarchiver.support.TestPostgres;
import org.springframework.jdbc.core.simple.JdbcClient;

class StatusReportIT {

  private final TestDatabase database = TestPostgres.migrated();
  private final LedgerRows rows = new LedgerRows(JdbcClient.create(database.dataSource()));
  private final StatusReport report =
      new StatusReport(
          JdbcClient.create(database.dataSource()),
          new RetentionSettings(Duration.ofHours(24), Duration.ofHours(6)));

  @BeforeEach
  void migrate() {
    rows.begin();
  }

  @Test
  void anEmptyLedgerIsQuiet() {
    Status status = report.status();

    assertThat(status)
        .isEqualTo(
            new Status(
                new Queue(0, 0, 0, 0, 0, 0),
                0,
                null,
                List.of(),
                List.of(),
                Map.of(),
                0,
                0,
                0,
                new Standing(0, 0, 0, 0, null, null)));
  }

  @Test
  void countsEveryChunkOnceByItsStatus() {
    rows.queued("q", "10 hours");
    rows.claimed("c", "10 hours");
    rows.archived("a1", null);
    rows.archived("a2", "NO_LOCATION");
    rows.archived("a3", "NO_LOCATION");
    rows.deleted("d");
    rows.failed("f", "10 hours");
    rows.lost("l");

    Status status = report.status();

    assertThat(status.queue()).isEqualTo(new Queue(1, 1, 3, 1, 1, 1));
    assertThat(status.sourceKept()).containsExactly(Map.entry("NO_LOCATION", 2L));
  }

  @Test
  void countsAsAtRiskWhatIsNotArchivedAndExpiresSoon() {
    rows.queued("soon", "5 hours");
    rows.queued("later", "7 hours");
    rows.claimed("in work", "1 hour");
    rows.failed("failed", "-1 hour");
    rows.archived("archived", null);
    rows.lost("lost");

    Status status = report.status();

    assertThat(status.atRisk()).isEqualTo(3);
    assertThat(status.minSlackSeconds()).isBetween(-3900L, -3600L);
  }

  @Test
  void anAcknowledgedFailureNoLongerAlarms() {
    rows.failed("failed", "-1 hour");
    rows.lost("lost");
    rows.acknowledgeAll();

    assertThat(report.standing()).isEqualTo(new Standing(0, 0, 0, 0, null, null));
    assertThat(report.status().failures()).extracting(Failure::acknowledged).containsOnly(true);
  }

  @Test
  void listsEveryChunkInTroubleTheWorstFirst() {
    rows.queued("fresh", "10 hours");
    rows.queuedAgain("retry", "10 hours");
    rows.failed("failed", "10 hours");
    rows.lost("lost");

    List<Failure> failures = report.status().failures();

    assertThat(failures)
        .extracting(Failure::documentId, Failure::status, Failure::cause, Failure::attempts)
        .containsExactly(
            tuple("lost", "LOST", "NOT_FOUND", 3),
            tuple("failed", "FAILED", "NOT_MEDIA", 10),
            tuple("retry", "QUEUED", "UNREACHABLE", 2));
    assertThat(failures.getFirst().nextAttemptAt()).isNull();
    assertThat(failures.getLast().nextAttemptAt()).isNotNull();
    assertThat(failures.getFirst().recordingId()).isEqualTo("recording of lost");
  }

  @Test
  void showsTheLatestRunOfEachBatchNewestFirstWithTimesInUtc() {
    rows.run(1, 1, "FAILED", "2026-01-05 07:00:00", "2026-01-05 07:10:00");
    rows.run(2, 2, "COMPLETED", "2026-01-05 08:00:00", "2026-01-05 08:10:00");
    rows.run(1, 3, "STARTED", "2026-01-05 09:00:00", null);
    rows.taken(1, rows.deleted("d"), "ARCHIVED", 1000);
    rows.taken(1, rows.archived("a", null), "ARCHIVED", 200);
    rows.taken(1, rows.failed("f", "10 hours"), "FAILED", 30);
    rows.taken(1, rows.lost("l"), "LOST", 0);
    rows.taken(1, rows.queuedAgain("w", "10 hours"), "WAITS", 4);

    List<Status.Batch> batches = report.status().batches();

    assertThat(batches)
        .containsExactly(
            new Status.Batch(
                2,
                2,
                "COMPLETED",
                "run 2",
                Instant.parse("2026-01-05T08:00:00Z"),
                Instant.parse("2026-01-05T08:10:00Z"),
                0,
                0,
                0,
                0,
                0,
                0,
                0),
            new Status.Batch(
                1,
                3,
                "STARTED",
                "run 3",
                Instant.parse("2026-01-05T09:00:00Z"),
                null,
                5,
                2,
                1,
                1,
                1,
                1,
                1234));
  }

  @Test
  void showsTenBatchesAtMost() {
    for (int batch = 1; batch <= 12; batch++) {
      rows.run(batch, batch, "COMPLETED", "2026-01-05 07:00:00", "2026-01-05 07:10:00");
    }

    assertThat(report.status().batches())
        .extracting(Status.Batch::batch)
        .containsExactly(12L, 11L, 10L, 9L, 8L, 7L, 6L, 5L, 4L, 3L);
  }

  @Test
  void aRecordingThatCanNotBeSealedAlarmsUntilItIs() {
    rows.archived("a", null);
    update("update recording set status = 'OPEN', to_seal = true, seal_message = 'no room'");

    assertThat(report.standing().stuck()).isEqualTo(1);
    assertThat(report.standing().alarms()).isTrue();

    update("update recording set seal_message = null");

    assertThat(report.standing().alarms()).isFalse();
  }

  @Test
  void anAcknowledgedChunkDoesNotAlarmWhileItIsTriedAgain() {
    rows.queued("q", "1 hour");
    rows.claimed("c", "1 hour");
    rows.failed("f", "1 hour");

    rows.acknowledgeAll();

    assertThat(report.standing().alarms()).isFalse();
  }

  @Test
  void aRunThatWasStoppedIsNoAlarm() {
    rows.run(1, 1, "STOPPED", "2026-01-05 07:00:00", "2026-01-05 07:10:00");

    assertThat(report.standing().lastRunFellShort()).isFalse();
  }

  private void update(String sql) {
    JdbcClient.create(database.dataSource()).sql(sql).update();
  }

  @Test
  void standsAsTheRunThatEndedLast() {
    rows.run(1, 1, "COMPLETED", "2026-01-05 07:00:00", "2026-01-05 07:10:00");
    rows.run(2, 2, "FAILED", "2026-01-05 08:00:00", "2026-01-05 08:10:00");
    rows.run(3, 3, "STARTED", "2026-01-05 09:00:00", null);

    Standing standing = report.standing();

    assertThat(standing)
        .isEqualTo(new Standing(0, 0, 0, 0, "FAILED", Instant.parse("2026-01-05T08:10:00Z")));
    assertThat(standing.lastRunFellShort()).isTrue();
    assertThat(standing.isSilentFor(Duration.ofHours(1), Instant.parse("2026-01-05T09:00:00Z")))
        .isFalse();
    assertThat(standing.isSilentFor(Duration.ofHours(1), Instant.parse("2026-01-05T09:10:01Z")))
        .isTrue();
  }

  @Test
  void tellsWhatBecameOfChunks() {
    rows.deleted("d");
    rows.lost("l");
    rows.queued("not asked for", "1 hour");

    List<ChunkFate> fates = report.fates(List.of("d", "l"));

    assertThat(fates).extracting(ChunkFate::documentId).containsExactly("d", "l");
    assertThat(fates.getFirst().contentKey()).isEqualTo("bag/data/d");
    assertThat(fates.getFirst().isArchived()).isTrue();
    assertThat(fates.getLast().isLost()).isTrue();
  }
}
