package org.recordingarchiver.launch;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.recordingarchiver.ledger.Cause;
import org.recordingarchiver.report.BatchReport;
import org.recordingarchiver.report.BatchReport.Failure;

/** What a person can do about a batch. */
final class ReportAdvice {

  private static final int MOST_CHUNKS = 10;

  private final BatchReport report;
  private final List<Failure> open;

  ReportAdvice(BatchReport report) {
    this.report = report;
    this.open =
        report.failures().stream().filter(failure -> failure.acknowledgedAt() == null).toList();
  }

  List<String> lines() {
    List<String> lines = new ArrayList<>();
    if (report.goesOn()) {
      lines.add(
          "nothing yet: the run has not ended; if its process died, the next `archive` puts that right");
    }
    add(
        lines,
        of("LOST"),
        "the source no longer has %s, and no copy exists: tell whom it concerns, then `acknowledge CHUNK --reason TEXT`");
    add(
        lines,
        failure -> isFailed(failure) && failure.quarantined() > 0,
        "a copy of %s is in quarantine (db/report/quarantine.sql): if it is worth keeping, `accept CHUNK --reason TEXT`");
    add(lines, ReportAdvice::isFailed, failed());
    causes(lines);
    add(lines, of("ARCHIVED"), "the next `archive` goes on with sealing and deleting %s");
    waiting(lines);
    if (report.moreFailures() > 0) {
      lines.add(
          "all this is about the worst %d of them: the view report_failure has the others"
              .formatted(report.failures().size()));
    }
    if (lines.isEmpty()) {
      lines.add("nothing");
    }
    return lines;
  }

  private String failed() {
    String again =
        "COMPLETED".equals(report.status())
            ? "the batch is COMPLETED: `archive` tries %s now and then"
            : "%%s: once the cause is mended, `rerun %d` tries at once; `archive` does so now and then"
                .formatted(report.batch());
    return again + ". What can't be mended: `acknowledge CHUNK --reason TEXT`";
  }

  private void causes(List<String> lines) {
    open.stream()
        .filter(failure -> !failure.status().equals("LOST") && failure.cause() != null)
        .map(failure -> Cause.valueOf(Objects.requireNonNull(failure.cause())))
        .distinct()
        .sorted()
        .map(CauseAdvice::of)
        .filter(advice -> !advice.isEmpty())
        .forEach(lines::add);
  }

  private void waiting(List<String> lines) {
    if (report.chunks().waiting() == 0 || report.goesOn()) {
      return;
    }
    String first =
        open.stream()
            .filter(of("QUEUED"))
            .map(Failure::nextAttemptAt)
            .filter(Objects::nonNull)
            .min(Comparator.naturalOrder())
            .map((Instant time) -> ", the first at " + ReportText.second(time))
            .orElse("");
    long waiting = report.chunks().waiting();
    lines.add(
        "%s for the next `archive`%s"
            .formatted(waiting == 1 ? "1 chunk waits" : waiting + " chunks wait", first));
  }

  private void add(List<String> lines, Predicate<Failure> which, String advice) {
    List<Failure> found = open.stream().filter(which).toList();
    if (!found.isEmpty()) {
      lines.add(advice.formatted(named(found)));
    }
  }

  private static String named(List<Failure> chunks) {
    String ids =
        chunks.stream()
            .limit(MOST_CHUNKS)
            .map(failure -> String.valueOf(failure.chunk()))
            .collect(Collectors.joining(", "));
    int more = chunks.size() - MOST_CHUNKS;
    return (chunks.size() == 1 ? "chunk " : "chunks ")
        + ids
        + (more > 0 ? " and %d more".formatted(more) : "");
  }

  private static Predicate<Failure> of(String status) {
    return failure -> failure.status().equals(status);
  }

  private static boolean isFailed(Failure failure) {
    return failure.status().equals("FAILED");
  }
}
