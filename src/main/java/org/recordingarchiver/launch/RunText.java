package org.recordingarchiver.launch;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.recordingarchiver.report.BatchReport.Run;
import org.recordingarchiver.report.BatchReport.Step;

/** A run as people read it: a line for it, and one for each step. */
final class RunText {

  private final Run run;

  RunText(Run run) {
    this.run = run;
  }

  List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(
        Printable.line(
            "run %d %s, %s, %s%s: %s"
                .formatted(
                    run.run(),
                    run.status(),
                    ReportText.second(run.startedAt()),
                    took(run.startedAt(), run.endedAt()),
                    process(),
                    run.exitMessage())));
    run.steps().forEach(step -> lines.add("  " + line(step)));
    return lines;
  }

  private String process() {
    return run.host() == null ? "" : ", process %d on %s".formatted(run.pid(), run.host());
  }

  private String line(Step step) {
    return "%-14s  %-9s  %s  %s"
        .formatted(
            step.name(), step.status(), took(step.startedAt(), step.endedAt()), counts(step));
  }

  /** Lanes count for themselves: the step that leads them knows of those that ended well only. */
  private String counts(Step step) {
    return switch (step.name()) {
      case "archiveChunks" ->
          "%s took %s: %d archived, %d not, %d given back"
              .formatted(
                  Amounts.count(run.lanes(), "lane"),
                  Amounts.count(run.taken(), "chunk"),
                  run.archived(),
                  run.notArchived(),
                  run.givenBack());
      case "sealRecordings" -> Amounts.count(run.sealed(), "recording") + " sealed";
      case "deleteSources" -> Amounts.count(run.deleted(), "source") + " deleted";
      default -> "";
    };
  }

  private static String took(@Nullable Instant start, @Nullable Instant end) {
    return start == null || end == null
        ? "not ended"
        : "took " + Amounts.duration(Duration.between(start, end));
  }
}
