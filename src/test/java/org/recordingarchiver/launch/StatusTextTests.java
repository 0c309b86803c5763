package org.recordingarchiver.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.recordingarchiver.report.Standing;
import org.recordingarchiver.report.Status;

class StatusTextTests {

  private static final Instant NOW = Instant.parse("2026-01-05T07:00:00Z");

  @Test
  void saysFirstThatAllIsWell() {
    Status status =
        status(0, null, List.of(), new Standing(0, 0, 0, 0, "COMPLETED", NOW.minusSeconds(60)));

    assertThat(text(status, Duration.ofHours(2)).lines())
        .containsExactly(
            "OK: nothing needs attention",
            "",
            "queue     1 queued, 2 in work, 3 archived, 4 archived and deleted at the source, 5 failed,"
                + " 6 lost",
            "at risk   0; nothing is pending",
            "last run  COMPLETED, ended 1 min 0 s ago (2026-01-05T06:59:00Z)",
            "kept      the source of 3 NO_LOCATION",
            "warned    4 archived chunks",
            "apart     5 files in quarantine",
            "rejected  2 events",
            "",
            "batches, newest first",
            "  batch 7 run 9  2026-01-05T06:58:00Z  COMPLETED  archived 4 of 4 chunks");
  }

  @Test
  void saysFirstWhatNeedsAPerson() {
    Status.Failure lost =
        new Status.Failure(
            41,
            "0-eus-d1",
            null,
            "LOST",
            "NOT_FOUND",
            3,
            "the source answered 404",
            null,
            NOW.minusSeconds(3600),
            false);
    Status status =
        status(2, -30L, List.of(lost), new Standing(1, 1, 2, 0, "FAILED", NOW.minusSeconds(9000)));

    assertThat(text(status, Duration.ofHours(2)).lines())
        .startsWith(
            "ATTENTION: 1 lost, 2 at risk, 1 failed, the last run ended FAILED, no run ended within 2 h"
                + " 0 min")
        .contains("at risk   2; the most urgent expired 30 s ago")
        .endsWith(
            "chunks in trouble, worst first",
            "  chunk 41  LOST NOT_FOUND after 3 attempts  expired 1 h 0 min ago  the source answered"
                + " 404");
  }

  @Test
  void printsJsonInTheOrderAndWithTheNamesThatScriptsKnow() {
    Status status =
        status(1, 80_123L, List.of(), new Standing(0, 0, 1, 0, "COMPLETED", NOW.minusSeconds(60)));

    assertThat(StatusCommand.json(status))
        .isEqualTo(
            """
            {"queue":{"queued":1,"claimed":2,"archived":3,"sourceDeleted":4,"failed":5,"lost":6},\
            "atRisk":1,"minSlackSeconds":80123,\
            "batches":[{"batch":7,"run":9,"status":"COMPLETED","exitMessage":"archived 4 of 4 chunks",\
            "startedAt":"2026-01-05T06:58:00Z","endedAt":"2026-01-05T06:59:00Z",\
            "chunks":4,"archived":4,"failed":0,"lost":0,"waiting":0,"sourceDeleted":4,"bytes":4096}],\
            "failures":[],"sourceKept":{"NO_LOCATION":3},"warned":4,"quarantined":5,"rejectedEvents":2,\
            "standing":{"failed":0,"lost":0,"atRisk":1,"stuck":0,"lastRunStatus":"COMPLETED",\
            "lastRunEndedAt":"2026-01-05T06:59:00Z"}}\
            """);
  }

  private static String text(Status status, Duration maxAge) {
    return new StatusText(status, NOW, maxAge).toString();
  }

  private static Status status(
      long atRisk, @Nullable Long slack, List<Status.Failure> failures, Standing standing) {
    Status.Batch batch =
        new Status.Batch(
            7,
            9,
            "COMPLETED",
            "archived 4 of 4 chunks",
            NOW.minusSeconds(120),
            NOW.minusSeconds(60),
            4,
            4,
            0,
            0,
            0,
            4,
            4096);
    return new Status(
        new Status.Queue(1, 2, 3, 4, 5, 6),
        atRisk,
        slack,
        List.of(batch),
        failures,
        Map.of("NO_LOCATION", 3L),
        4,
        5,
        2,
        standing);
  }
}
