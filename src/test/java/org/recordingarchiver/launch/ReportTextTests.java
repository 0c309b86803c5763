package org.recordingarchiver.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.recordingarchiver.ledger.Cause;
import org.recordingarchiver.ledger.Pruned;
import org.recordingarchiver.report.BatchReport;
import org.recordingarchiver.report.BatchReport.Chunks;
import org.recordingarchiver.report.BatchReport.Failure;
import org.recordingarchiver.report.BatchReport.Outcome;
import org.recordingarchiver.report.BatchReport.Run;
import org.recordingarchiver.report.BatchReport.Step;
import org.recordingarchiver.report.BatchReport.Try;

class ReportTextTests {

  private static final Instant NOW = Instant.parse("2026-01-05T07:00:00Z");
  private static final Instant START = NOW.minus(Duration.ofMinutes(10));

  @Test
  void tellsAllOfABatchInTrouble() {
    List<Failure> failures =
        List.of(
            failure(41, "LOST", "EXPIRED", null, 0, null),
            failure(42, "FAILED", "NOT_MEDIA", NOW.plusSeconds(90), 1, null),
            failure(43, "FAILED", "UNAUTHORIZED", null, 0, null),
            failure(44, "FAILED", "EMPTY", null, 0, "a test\u001b[2J call"),
            failure(45, "QUEUED", "UNREACHABLE", NOW.plusSeconds(30), 0, null));
    BatchReport report =
        report(
            "FAILED",
            NOW,
            new Chunks(10, 5, 4, 1, 1, 2, 1, 1, 1_200_000),
            List.of(
                new Outcome("SOURCE_DELETED", null, null, false, 4, 1_000_000),
                new Outcome("ARCHIVED", null, "NO_LOCATION", false, 1, 200_000),
                new Outcome("FAILED", "EMPTY", null, true, 1, 0)),
            failures,
            980);

    assertThat(new ReportText(report, NOW).toString().lines())
        .containsExactly(
            "batch 7  FAILED  archived 5 of 10 chunks",
            "time      started 2026-01-05T06:50:00Z, ended 2026-01-05T07:00:00Z; 1 run",
            "chunks    took 10; by now 5 archived (1.2 MB by this batch), 4 of them deleted at the source,"
                + " 1 waiting, 2 failed, 1 lost, 1 acknowledged",
            "        4  SOURCE_DELETED",
            "        1  ARCHIVED, source kept: NO_LOCATION",
            "        1  FAILED EMPTY, acknowledged",
            "",
            "runs, newest first",
            "  run 9 FAILED, 2026-01-05T06:50:00Z, took 10 min 0 s, process 123 on host-1: archived 5 of 10"
                + " chunks",
            "    archiveChunks   COMPLETED  took 10 min 0 s  2 lanes took 10 chunks: 5 archived, 4 not, 1 given"
                + " back",
            "    sealRecordings  COMPLETED  took 10 min 0 s  1 recording sealed",
            "    deleteSources   COMPLETED  took 10 min 0 s  4 sources deleted",
            "    settleBatch     FAILED     took 10 min 0 s",
            "",
            "chunks in trouble, worst first",
            "  chunk 41 LOST EXPIRED after 3 attempts, expires in 1 h 0 min: answered so",
            "  chunk 42 FAILED NOT_MEDIA after 3 attempts, next try 2026-01-05T07:01:30Z, expires in 1 h 0"
                + " min: answered so",
            "  chunk 43 FAILED UNAUTHORIZED after 3 attempts, expires in 1 h 0 min: answered so",
            "  chunk 44 FAILED EMPTY after 3 attempts, expires in 1 h 0 min, acknowledged by me: a"
                + " test\ufffd[2J call: answered so",
            "  chunk 45 QUEUED UNREACHABLE after 3 attempts, next try 2026-01-05T07:00:30Z, expires in 1 h 0"
                + " min: answered so",
            "  and 980 more: see report 7 --json, or the view report_failure",
            "",
            "slowest tries",
            "  chunk 5 in run 9  ARCHIVED  2.5 s, 1.0 MB, 400 kB/s",
            "",
            "what to do",
            "  the source no longer has chunk 41, and no copy exists: tell whom it concerns, then `acknowledge"
                + " CHUNK --reason TEXT`",
            "  a copy of chunk 42 is in quarantine (db/report/quarantine.sql): if it is worth keeping, `accept"
                + " CHUNK --reason TEXT`",
            "  chunks 42, 43: once the cause is mended, `rerun 7` tries at once; `archive` does so now and then."
                + " What can't be mended: `acknowledge CHUNK --reason TEXT`",
            "  UNREACHABLE: check name service, proxy and network between here and the source",
            "  UNAUTHORIZED: check the access key and this machine's clock",
            "  1 chunk waits for the next `archive`, the first at 2026-01-05T07:00:30Z",
            "  all this is about the worst 5 of them: the view report_failure has the others");
  }

  @Test
  void hasNothingToSayOfABatchThatIsDone() {
    BatchReport report =
        report("COMPLETED", NOW, new Chunks(4, 4, 4, 0, 0, 0, 0, 0, 4), List.of(), List.of(), 0);

    assertThat(new ReportText(report, NOW).toString())
        .doesNotContain("in trouble")
        .endsWith("what to do\n  nothing\n");
  }

  @Test
  void sendsNobodyToRerunABatchThatIsCompleted() {
    BatchReport report =
        report(
            "COMPLETED",
            NOW,
            new Chunks(1, 0, 0, 0, 0, 1, 0, 0, 0),
            List.of(),
            List.of(failure(41, "FAILED", "READ_BACK_MISMATCH", null, 0, null)),
            0);

    assertThat(new ReportText(report, NOW).toString())
        .contains("the batch is COMPLETED: `archive` tries chunk 41 now and then.")
        .doesNotContain("rerun");
  }

  @Test
  void saysThatABatchIsStillAtWork() {
    BatchReport report =
        report("STARTED", null, new Chunks(1, 0, 0, 0, 1, 0, 0, 0, 0), List.of(), List.of(), 0);

    assertThat(new ReportText(report, NOW).toString())
        .contains("not ended yet; 1 run")
        .contains("nothing yet: the run has not ended")
        .doesNotContain("waits for the next");
  }

  @Test
  void staysShortHoweverMuchIsInTrouble() {
    List<Failure> failures =
        IntStream.range(0, 1_000)
            .mapToObj(n -> failure(n, "FAILED", "EMPTY", null, 0, null))
            .toList();
    BatchReport report =
        report(
            "FAILED",
            NOW,
            new Chunks(100_000, 0, 0, 0, 0, 100_000, 0, 0, 0),
            List.of(),
            failures,
            99_000);

    assertThat(new ReportText(report, NOW).toString())
        .contains("\n  and 99980 more: see report 7 --json, or the view report_failure\n")
        .contains("chunks 0, 1, 2, 3, 4, 5, 6, 7, 8, 9 and 990 more: once")
        .contains("about the worst 1000 of them")
        .hasLineCount(40);
  }

  @Test
  void printsJsonByNamesThatStay() {
    BatchReport report =
        report(
            "FAILED",
            NOW,
            new Chunks(1, 0, 0, 0, 0, 1, 0, 0, 0),
            List.of(new Outcome("FAILED", "EMPTY", null, false, 1, 0)),
            List.of(failure(41, "FAILED", "EMPTY", null, 0, null)),
            0);

    assertThat(ReportCommand.json(report))
        .startsWith(
            "{\"batch\":7,\"run\":9,\"status\":\"FAILED\",\"exitMessage\":\"archived 5 of 10 chunks\",\"startedAt\":\"2026-01-05T06:50:00Z\",\"endedAt\":\"2026-01-05T07:00:00Z\",\"runs\":1,\"chunks\":{\"taken\":1,\"archived\":0,\"sourceDeleted\":0,\"kept\":0,\"waiting\":0,\"failed\":1,\"lost\":0,\"acknowledged\":0,\"bytes\":0},\"latestRuns\":[{\"run\":9,\"status\":\"FAILED\",")
        .contains("\"outcomes\":[{\"status\":\"FAILED\",\"cause\":\"EMPTY\",\"keptBecause\":null,")
        .contains("\"failures\":[{\"chunk\":41,\"documentId\":\"d41\",\"recordingId\":null,")
        .endsWith(
            "\"moreFailures\":0,\"slowest\":[{\"chunk\":5,\"run\":9,\"startedAt\":\"2026-01-05T06:50:00Z\",\"tookMillis\":2500,\"bytes\":1000000,\"outcome\":\"ARCHIVED\"}]}");
  }

  @ParameterizedTest
  @EnumSource(Cause.class)
  void namesTheCauseThatItAdvisesOn(Cause cause) {
    assertThat(CauseAdvice.of(cause)).matches("(|" + cause + ": .+)");
  }

  @Test
  void saysWhatWasPrunedAndWhatStays() {
    Pruned pruned = new Pruned(NOW, 1, 2, 40, 1, 1, 5);

    assertThat(new PrunedText(pruned, false).toString())
        .isEqualTo(
            """
            removed what ended before 2026-01-05T07:00:00Z
              1 batch with 2 runs and 40 steps
              1 try that archived nothing, of chunks archived since
            kept of that age
              1 batch: a chunk of it is not done, or it is the latest
              5 tries, of chunks that are not archived, or accepted by a person
            """);
    assertThat(new PrunedText(pruned, true).toString())
        .startsWith("would remove what ended before 2026-01-05T07:00:00Z; nothing was touched\n")
        .contains("\nwould keep of that age\n");
  }

  private static Failure failure(
      long chunk,
      String status,
      String cause,
      @Nullable Instant next,
      long quarantined,
      @Nullable String why) {
    return new Failure(
        chunk,
        "d" + chunk,
        null,
        null,
        "acs",
        status,
        cause,
        3,
        "answered\nso",
        null,
        next,
        NOW.plusSeconds(3_600),
        quarantined,
        why == null ? null : NOW,
        why == null ? null : "me",
        why);
  }

  private static BatchReport report(
      String status,
      @Nullable Instant ended,
      Chunks chunks,
      List<Outcome> outcomes,
      List<Failure> failures,
      long more) {
    String message = "archived 5 of 10 chunks";
    List<Step> steps =
        List.of(
            step("archiveChunks", "COMPLETED"),
            step("sealRecordings", "COMPLETED"),
            step("deleteSources", "COMPLETED"),
            step("settleBatch", "FAILED"));
    Run run =
        new Run(9, status, message, START, ended, 2, 10, 5, 4, 1, 1, 4, "host-1", 123L, steps);
    return new BatchReport(
        7,
        9L,
        status,
        message,
        START,
        ended,
        1,
        chunks,
        List.of(run),
        outcomes,
        failures,
        more,
        List.of(new Try(5, 9, START, 2_500, 1_000_000, "ARCHIVED")));
  }

  private static Step step(String name, String status) {
    return new Step(name, status, START, NOW, 0, 0, 0, 0, "");
  }
}
