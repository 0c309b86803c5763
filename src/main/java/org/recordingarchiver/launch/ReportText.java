package org.recordingarchiver.launch;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.recordingarchiver.report.BatchReport;
import org.recordingarchiver.report.BatchReport.Outcome;
import org.recordingarchiver.report.BatchReport.Try;

/** A batch as people read it: how it stands, its runs, what is in trouble, and what to do. */
final class ReportText {

  private static final int MOST_FAILURES = 20;
  private static final int MOST_RUNS = 5;

  private final BatchReport report;
  private final Instant now;

  ReportText(BatchReport report, Instant now) {
    this.report = report;
    this.now = now;
  }

  @Override
  public String toString() {
    List<String> lines = new ArrayList<>();
    lines.add("batch %d  %s".formatted(report.batch(), status()));
    lines.add("time      " + time());
    lines.add("chunks    " + chunks());
    report.outcomes().forEach(outcome -> lines.add("  " + line(outcome)));
    runs(lines);
    failures(lines);
    slowest(lines);
    section(lines, "what to do", new ReportAdvice(report).lines());
    return lines.stream().map(line -> line.stripTrailing() + "\n").collect(Collectors.joining());
  }

  private String status() {
    return report.run() == null
        ? "never began: its process died before it had a run"
        : report.status() + "  " + Printable.line(report.exitMessage());
  }

  private String time() {
    if (report.startedAt() == null) {
      return "not started";
    }
    String end = report.endedAt() == null ? "not ended yet" : "ended " + second(report.endedAt());
    return "started %s, %s; %s"
        .formatted(second(report.startedAt()), end, Amounts.count(report.runs(), "run"));
  }

  private String chunks() {
    BatchReport.Chunks chunks = report.chunks();
    String others =
        Stream.of(
                part(chunks.waiting(), "waiting"),
                part(chunks.failed(), "failed"),
                part(chunks.lost(), "lost"),
                part(chunks.acknowledged(), "acknowledged"))
            .collect(Collectors.joining());
    return "took %d; by now %d archived (%s by this batch), %d of them deleted at the source%s"
        .formatted(
            chunks.taken(),
            chunks.archived(),
            Amounts.bytes(chunks.bytes()),
            chunks.sourceDeleted(),
            others);
  }

  private static String part(long count, String word) {
    return count == 0 ? "" : ", " + count + " " + word;
  }

  private static String line(Outcome outcome) {
    String kept = outcome.keptBecause() == null ? "" : ", source kept: " + outcome.keptBecause();
    return "%7d  %s%s%s%s"
        .formatted(
            outcome.chunks(),
            outcome.status(),
            outcome.cause() == null ? "" : " " + outcome.cause(),
            kept,
            outcome.acknowledged() ? ", acknowledged" : "");
  }

  private void runs(List<String> lines) {
    List<String> texts = new ArrayList<>();
    report.latestRuns().stream()
        .limit(MOST_RUNS)
        .forEach(run -> texts.addAll(new RunText(run).lines()));
    addMore(texts, report.runs() - MOST_RUNS, "see report %d --json".formatted(report.batch()));
    section(lines, "runs, newest first", texts);
  }

  private void failures(List<String> lines) {
    List<String> texts = new ArrayList<>();
    TroubleText text = new TroubleText(now);
    report.failures().stream().limit(MOST_FAILURES).forEach(failure -> texts.add(text.of(failure)));
    addMore(
        texts,
        Math.max(0, report.failures().size() - MOST_FAILURES) + report.moreFailures(),
        "see report %d --json, or the view report_failure".formatted(report.batch()));
    section(lines, "chunks in trouble, worst first", texts);
  }

  private void slowest(List<String> lines) {
    section(lines, "slowest tries", report.slowest().stream().map(ReportText::line).toList());
  }

  private static String line(Try slow) {
    String rate =
        slow.bytes() == 0 || slow.tookMillis() == 0
            ? ""
            : ", %s/s".formatted(Amounts.bytes(slow.bytes() * 1000 / slow.tookMillis()));
    return "chunk %d in run %d  %s  %s, %s%s"
        .formatted(
            slow.chunk(),
            slow.run(),
            slow.outcome(),
            String.format(Locale.ROOT, "%.1f s", slow.tookMillis() / 1000.0),
            Amounts.bytes(slow.bytes()),
            rate);
  }

  private static void addMore(List<String> texts, long more, String where) {
    if (more > 0) {
      texts.add("and %d more: %s".formatted(more, where));
    }
  }

  private static void section(List<String> lines, String heading, List<String> texts) {
    if (!texts.isEmpty()) {
      lines.add("");
      lines.add(heading);
      texts.forEach(text -> lines.add("  " + text));
    }
  }

  static String second(@Nullable Instant time) {
    return time == null ? "-" : time.truncatedTo(ChronoUnit.SECONDS).toString();
  }
}
