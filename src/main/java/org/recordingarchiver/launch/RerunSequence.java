package org.recordingarchiver.launch;

import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.stream.Collectors;
import org.recordingarchiver.archival.BatchReruns;
import org.recordingarchiver.archival.RerunPlan;
import org.recordingarchiver.archival.RerunPlan.PlannedBatch;
import org.recordingarchiver.archival.RerunRequest;
import org.recordingarchiver.archival.RunResult;
import org.recordingarchiver.report.StatusReport;
import org.springframework.context.ApplicationContext;

/**
 * Runs the batches of a plan again, one after the other, and says what became of each. A signal, or
 * a run that can't begin, ends it; what is not finished then is named.
 */
final class RerunSequence {

  private final Console console;
  private final ApplicationContext context;
  private final Deque<Long> left = new ArrayDeque<>();

  RerunSequence(Console console, ApplicationContext context) {
    this.console = console;
    this.context = context;
  }

  /** The worst of the batches' exit codes; as after {@code archive}, 3 also if something alarms. */
  ExitCode run(RerunPlan plan, RerunRequest request) {
    plan.batches().stream().map(PlannedBatch::batch).forEach(left::add);
    try {
      return runAll(request);
    } finally {
      if (!left.isEmpty()) {
        console.err().println("not finished: " + names());
      }
    }
  }

  private ExitCode runAll(RerunRequest request) {
    boolean failed = false;
    while (!left.isEmpty()) {
      RunResult result = rerun(left.getFirst(), request);
      console.out().println("batch " + result.batch() + ": " + Printable.line(result.message()));
      BrokenRuns.blameDatabase(result);
      left.removeFirst();
      if (result.status() == RunResult.Status.STOPPED) {
        return ExitCode.STOPPED;
      }
      failed |= result.status() == RunResult.Status.FAILED;
    }
    return failed || context.getBean(StatusReport.class).standing().alarms()
        ? ExitCode.NEEDS_ATTENTION
        : ExitCode.DONE;
  }

  private RunResult rerun(long batch, RerunRequest request) {
    try (Progress progress = Progress.on(console, context.getBean(Clock.class))) {
      return context.getBean(BatchReruns.class).rerun(batch, request, progress);
    }
  }

  private String names() {
    return "batch " + left.stream().map(String::valueOf).collect(Collectors.joining(", "));
  }
}
