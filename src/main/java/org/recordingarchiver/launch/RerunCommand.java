package org.recordingarchiver.launch;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.recordingarchiver.archival.ArchiveRuns;
import org.recordingarchiver.archival.Rerun;
import org.recordingarchiver.archival.RerunPlan;
import org.recordingarchiver.archival.RunResult;
import org.recordingarchiver.ledger.Cause;
import org.recordingarchiver.ledger.Reruns;
import org.springframework.context.ApplicationContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code rerun}. */
@Command(
    name = "rerun",
    description = {
      "Runs failed batches again: the same job instance, a new execution.",
      "Takes what is left of the batch, its failed chunks at once, and nothing new."
    },
    footer = {
      "",
      "Examples:",
      "  recording-archiver rerun 7",
      "  recording-archiver rerun --all --dry-run",
      "  recording-archiver rerun --cause NOT_MEDIA"
    })
final class RerunCommand implements Callable<Integer> {

  @Mixin CommonOptions common = new CommonOptions();

  @Parameters(
      paramLabel = "BATCH",
      arity = "0..*",
      description = "Numbers of batches (JOB_INSTANCE_ID), as `status` shows them.")
  List<Long> batches = new ArrayList<>();

  @Option(
      names = "--all",
      description = "All batches with FAILED chunks that nobody has acknowledged.")
  boolean all;

  @Option(
      names = "--cause",
      paramLabel = "CAUSE",
      description = "Only chunks that FAILED for this: ${COMPLETION-CANDIDATES}.")
  @Nullable Cause cause;

  @Option(names = "--dry-run", description = "Say what would be done, and touch nothing.")
  boolean dryRun;

  @Spec CommandSpec spec = CommandSpec.create();

  private final Console console;
  private final Application application;

  RerunCommand(Console console, Application application) {
    this.console = console;
    this.application = application;
  }

  @Override
  public Integer call() {
    if (batches.isEmpty() && !all && cause == null) {
      throw new ParameterException(
          spec.commandLine(), "name the batches, or --all, or --cause CAUSE: see `status`");
    }
    if (all && !batches.isEmpty()) {
      throw new ParameterException(spec.commandLine(), "name the batches or --all, not both");
    }
    return application.with(common, context -> rerun(context).number());
  }

  private ExitCode rerun(ApplicationContext context) {
    ArchiveRuns runs = context.getBean(ArchiveRuns.class);
    List<RerunPlan> plans = reruns(context).stream().map(runs::planRerun).toList();
    if (plans.isEmpty()) {
      console.out().println("nothing to rerun: no batch has such chunks");
      return ExitCode.DONE;
    }
    if (dryRun) {
      plans.forEach(plan -> console.out().print(new RerunText(plan)));
      console.out().println("nothing was touched");
      return ExitCode.DONE;
    }
    return rerun(context, plans);
  }

  /** Spring Batch never runs a completed one again. */
  private static String completed(RerunPlan plan) {
    return plan.left().isEmpty()
        ? "batch %d: COMPLETED, nothing is left to do".formatted(plan.rerun().batch())
        : "batch %d: COMPLETED and stays so; what is left goes on with the next archive"
            .formatted(plan.rerun().batch());
  }

  private Stream<Rerun> stream(List<Long> numbers) {
    return numbers.stream().distinct().map(batch -> new Rerun(batch, cause));
  }

  private List<Rerun> reruns(ApplicationContext context) {
    return batches.isEmpty()
        ? stream(context.getBean(Reruns.class).batchesWithFailures(cause)).toList()
        : stream(batches).toList();
  }

  /** One after the other; a stop leaves the others as they are. */
  private ExitCode rerun(ApplicationContext context, List<RerunPlan> plans) {
    ExitCode worst = ExitCode.DONE;
    for (RerunPlan plan : plans) {
      console.err().print(new RerunText(plan));
      if (plan.isCompleted()) {
        console.out().println(completed(plan));
        continue;
      }
      RunResult result;
      try (Progress progress = Progress.on(console, context.getBean(Clock.class))) {
        result = context.getBean(ArchiveRuns.class).rerun(plan.rerun(), progress);
      }
      console.out().println("batch %d: %s".formatted(result.batch(), result.message()));
      if (result.status() == RunResult.Status.STOPPED) {
        return ExitCode.STOPPED;
      }
      if (result.status() == RunResult.Status.FAILED) {
        worst = ExitCode.NEEDS_ATTENTION;
      }
    }
    return worst;
  }
}
