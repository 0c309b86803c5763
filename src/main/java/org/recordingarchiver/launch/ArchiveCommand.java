package org.recordingarchiver.launch;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.recordingarchiver.archival.ArchiveRequest;
import org.recordingarchiver.archival.ArchiveRuns;
import org.recordingarchiver.archival.RunResult;
import org.recordingarchiver.report.StatusReport;
import org.springframework.context.ApplicationContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code archive}. */
@Command(
    name = "archive",
    description = {
      "Archives one batch of what is due, most urgent first, and deletes the originals whose copies"
          + " are proved.",
      "Made for cron: it can be killed and started again at any moment."
    },
    footer = {
      "",
      "Examples:",
      "  recording-archiver archive",
      "  recording-archiver archive --limit 100 --max-duration 10m",
      "  recording-archiver archive --dry-run"
    })
final class ArchiveCommand implements Callable<Integer> {

  @Mixin CommonOptions common = new CommonOptions();

  @Option(
      names = "--limit",
      paramLabel = "N",
      description = "Take at most N chunks (default: archiver.archive.batch-size).")
  @Nullable Integer limit;

  @Option(
      names = "--max-duration",
      paramLabel = "TIME",
      converter = DurationConverter.class,
      description =
          "Take no new chunk after this time, such as 10m (default:"
              + " archiver.archive.max-duration).")
  @Nullable Duration maxDuration;

  @Option(names = "--dry-run", description = "Say what would be done, and touch nothing.")
  boolean dryRun;

  @Option(
      names = "--keep-source",
      description = "Don't delete the originals of the chunks taken, now or in later runs.")
  boolean keepSource;

  @Spec CommandSpec spec = CommandSpec.create();

  private final Console console;
  private final Application application;

  ArchiveCommand(Console console, Application application) {
    this.console = console;
    this.application = application;
  }

  @Override
  public Integer call() {
    ArchiveRequest request = request();
    return application.with(
        common, context -> dryRun ? plan(request, context) : archive(request, context).number());
  }

  private ArchiveRequest request() {
    try {
      return new ArchiveRequest(limit, maxDuration, keepSource);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }

  private int plan(ArchiveRequest request, ApplicationContext context) {
    PlanText text = new PlanText(context.getBean(Clock.class).instant());
    console.out().print(text.of(context.getBean(ArchiveRuns.class).plan(request)));
    return ExitCode.DONE.number();
  }

  private ExitCode archive(ArchiveRequest request, ApplicationContext context) {
    RunResult result;
    try (Progress progress = Progress.on(console, context.getBean(Clock.class))) {
      result = context.getBean(ArchiveRuns.class).archive(request, progress);
    }
    console.out().println(Printable.line(result.message()));
    BrokenRuns.blameDatabase(result);
    return switch (result.status()) {
      case STOPPED -> ExitCode.STOPPED;
      case FAILED -> ExitCode.NEEDS_ATTENTION;
      case COMPLETED ->
          context.getBean(StatusReport.class).standing().alarms()
              ? ExitCode.NEEDS_ATTENTION
              : ExitCode.DONE;
    };
  }
}
