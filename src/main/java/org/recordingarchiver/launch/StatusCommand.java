package org.recordingarchiver.launch;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.recordingarchiver.report.Standing;
import org.recordingarchiver.report.Status;
import org.recordingarchiver.report.StatusReport;
import org.springframework.context.ApplicationContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.json.JsonMapper;

/** {@code status}. */
@Command(
    name = "status",
    description = "Says where everything stands: queue, what is at risk, last batches, failures.",
    footer = {
      "",
      "Examples:",
      "  recording-archiver status",
      "  recording-archiver status --json",
      "  recording-archiver status --check --max-age 2h     for monitoring"
    })
final class StatusCommand implements Callable<Integer> {

  @Mixin CommonOptions common = new CommonOptions();

  @Option(names = "--json", description = "Print one JSON object.")
  boolean json;

  @Option(
      names = "--check",
      description = "End with 3 if something needs a person, as archive does; else with 0.")
  boolean check;

  @Option(
      names = "--max-age",
      paramLabel = "TIME",
      converter = DurationConverter.class,
      description = "With --check, end with 3 also if no run ended within this time, such as 2h.")
  @Nullable Duration maxAge;

  @Spec CommandSpec spec = CommandSpec.create();

  private final Console console;
  private final Application application;

  StatusCommand(Console console, Application application) {
    this.console = console;
    this.application = application;
  }

  @Override
  public Integer call() {
    if (maxAge != null && !maxAge.isPositive()) {
      throw new ParameterException(
          spec.commandLine(), "--max-age %s: must be longer than 0".formatted(maxAge));
    }
    return application.with(common, this::show).number();
  }

  private ExitCode show(ApplicationContext context) {
    Status status = context.getBean(StatusReport.class).status();
    Instant now = context.getBean(Clock.class).instant();
    if (json) {
      console.out().println(json(status));
    } else {
      console.out().print(new StatusText(status, now, maxAge));
    }
    return check && needsAttention(status.standing(), now)
        ? ExitCode.NEEDS_ATTENTION
        : ExitCode.DONE;
  }

  private boolean needsAttention(Standing standing, Instant now) {
    return standing.alarms()
        || standing.lastRunFellShort()
        || (maxAge != null && standing.isSilentFor(maxAge, now));
  }

  static String json(Status status) {
    return Printable.json(
        JsonMapper.builder()
            .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .build()
            .writeValueAsString(status));
  }
}
