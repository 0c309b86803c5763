package org.recordingarchiver.launch;

import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.recordingarchiver.archival.BatchReruns;
import org.recordingarchiver.archival.RerunPlan;
import org.recordingarchiver.archival.RerunRequest;
import org.recordingarchiver.ledger.Cause;
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
      "Runs failed batches again, one after the other: tries at once what they left FAILED or"
          + " waiting, and nothing new. Says first what it is about to do, on standard error.",
      "A chunk that fails again is not tried twice; a batch with nothing left to do completes."
    },
    footer = {
      "",
      "Examples:",
      "  recording-archiver rerun --all --dry-run",
      "  recording-archiver rerun 7 8",
      "  recording-archiver rerun --cause NOT_MEDIA"
    })
final class RerunCommand implements Callable<Integer> {

  @Mixin CommonOptions common = new CommonOptions();

  @Parameters(
      paramLabel = "BATCH",
      arity = "0..*",
      description =
          "Batches by their numbers, as status shows them: also their chunks that a person has"
              + " acknowledged.")
  List<String> batches = List.of();

  @Option(
      names = "--all",
      description = "Every batch that has FAILED chunks left, but for acknowledged ones.")
  boolean all;

  @Option(
      names = "--cause",
      paramLabel = "CAUSE",
      converter = CauseConverter.class,
      description =
          "Only chunks whose last try ended with this cause, such as NOT_MEDIA; without BATCH in"
              + " every batch that has such FAILED chunks left.")
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
    RerunRequest request = request();
    return application.with(common, context -> rerun(request, context)).number();
  }

  private RerunRequest request() {
    if (all && !batches.isEmpty()) {
      throw new ParameterException(spec.commandLine(), "Either BATCH or --all, not both");
    }
    if (!all && batches.isEmpty() && cause == null) {
      throw new ParameterException(
          spec.commandLine(), "Which batches? Give their numbers, --all, or --cause");
    }
    return new RerunRequest(batches.stream().map(this::number).toList(), cause);
  }

  /** picocli would call it unmatched only. */
  private Long number(String batch) {
    try {
      return Long.valueOf(batch);
    } catch (NumberFormatException e) {
      throw new ParameterException(
          spec.commandLine(), "BATCH '%s': not the number of a batch".formatted(batch), e);
    }
  }

  private ExitCode rerun(RerunRequest request, ApplicationContext context) {
    RerunPlan plan = context.getBean(BatchReruns.class).plan(request);
    RerunPlanText text = new RerunPlanText(plan);
    if (dryRun) {
      console.out().print(text.dry());
      return ExitCode.DONE;
    }
    console.err().print(text.real());
    return new RerunSequence(console, context).run(plan, request);
  }
}
