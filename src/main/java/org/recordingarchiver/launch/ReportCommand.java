package org.recordingarchiver.launch;

import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.recordingarchiver.report.BatchReport;
import org.recordingarchiver.report.BatchReports;
import org.springframework.context.ApplicationContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.json.JsonMapper;

/** {@code report}. */
@Command(
    name = "report",
    description = {
      "Tells of a batch in full: its runs and their steps, what became of its chunks, which are in"
          + " trouble, and what to do about them.",
      "For many batches, days or chunks ask the views report_batch, report_day and others: see"
          + " db/report."
    },
    footer = {
      "",
      "Examples:",
      "  recording-archiver report",
      "  recording-archiver report 7",
      "  recording-archiver report 7 --json"
    })
final class ReportCommand implements Callable<Integer> {

  @Mixin CommonOptions common = new CommonOptions();

  @Parameters(
      paramLabel = "BATCH",
      arity = "0..1",
      description = "A batch by its number, as status shows it; without it the latest.")
  @Nullable String batch;

  @Option(
      names = "--json",
      description =
          "Print one JSON object: the latest "
              + BatchReports.MOST_RUNS
              + " runs, and the worst "
              + BatchReports.MOST_FAILURES
              + " chunks in trouble.")
  boolean json;

  @Spec CommandSpec spec = CommandSpec.create();

  private final Console console;
  private final Application application;

  ReportCommand(Console console, Application application) {
    this.console = console;
    this.application = application;
  }

  @Override
  public Integer call() {
    if (batch == null) {
      return application.with(common, this::showLatest).number();
    }
    long number = number(batch);
    return application.with(common, context -> show(number, context)).number();
  }

  private long number(String text) {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw new ParameterException(
          spec.commandLine(), "BATCH '%s': not the number of a batch".formatted(text), e);
    }
  }

  private ExitCode showLatest(ApplicationContext context) {
    Optional<BatchReport> latest = context.getBean(BatchReports.class).latest();
    if (latest.isPresent()) {
      return print(latest.get(), context);
    }
    if (json) {
      console.out().println("{\"batch\":null}");
    }
    console.err().println("There is no batch yet: `archive` makes the first.");
    return ExitCode.DONE;
  }

  private ExitCode show(long number, ApplicationContext context) {
    Optional<BatchReport> report = context.getBean(BatchReports.class).of(number);
    if (report.isPresent()) {
      return print(report.get(), context);
    }
    console
        .err()
        .println(
            "recording-archiver: there is no batch %d in the job repository; `status` lists the last ones, db/report/batches.sql more; old ones may have been pruned"
                .formatted(number));
    return ExitCode.USAGE;
  }

  private ExitCode print(BatchReport report, ApplicationContext context) {
    if (json) {
      console.out().println(json(report));
    } else {
      console.out().print(new ReportText(report, context.getBean(Clock.class).instant()));
    }
    return ExitCode.DONE;
  }

  static String json(BatchReport report) {
    return Printable.json(
        JsonMapper.builder()
            .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .build()
            .writeValueAsString(report));
  }
}
