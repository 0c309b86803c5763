package org.recordingarchiver.launch;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.recordingarchiver.intake.Ingest;
import org.recordingarchiver.intake.IngestIncompleteException;
import org.recordingarchiver.intake.IngestReport;
import org.springframework.context.ApplicationContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ingest}. */
@Command(
    name = "ingest",
    description = {
      "Queues recordings from events of Azure Event Grid.",
      "Takes one event, an array, or one per line, in the Event Grid or the CloudEvents schema; dead"
          + " letters too, plain or gzip. What is already known is counted, not queued again. What can't be read is"
          + " kept raw, and ends with 3."
    },
    footer = {
      "",
      "Examples:",
      "  recording-archiver ingest events/ more-events.json",
      "  az storage blob download ... | recording-archiver ingest -"
    })
final class IngestCommand implements Callable<Integer> {

  @Mixin CommonOptions common = new CommonOptions();

  @Parameters(
      arity = "1..*",
      paramLabel = "PATH",
      description = "Files or directories (with all below them), or - for standard input.")
  List<String> paths = List.of();

  @Spec CommandSpec spec = CommandSpec.create();

  private final Console console;
  private final Application application;

  IngestCommand(Console console, Application application) {
    this.console = console;
    this.application = application;
  }

  @Override
  public Integer call() {
    if (paths.contains("-") && paths.size() > 1) {
      throw new ParameterException(spec.commandLine(), "- stands for itself, without other paths");
    }
    if (!paths.contains("-")) {
      paths.forEach(this::requireExisting);
    }
    return application.with(common, this::take).number();
  }

  private void requireExisting(String path) {
    if (Files.notExists(Path.of(path))) {
      throw new ParameterException(spec.commandLine(), path + ": no such file or directory");
    }
  }

  private ExitCode take(ApplicationContext context) {
    try {
      IngestReport report = ingest(context);
      tell(report);
      return report.rejected() > 0 ? ExitCode.NEEDS_ATTENTION : ExitCode.DONE;
    } catch (IngestIncompleteException e) {
      tell(e.report());
      e.problems().forEach(problem -> console.err().println("not read: " + problem));
      return ExitCode.NEEDS_ATTENTION;
    }
  }

  private void tell(IngestReport report) {
    console.out().println(IngestText.of(report));
    report
        .rejections()
        .forEach(
            each -> console.err().println("rejected: " + each.origin() + ": " + each.reason()));
  }

  private IngestReport ingest(ApplicationContext context) {
    Ingest ingest = context.getBean(Ingest.class);
    return paths.contains("-")
        ? ingest.ingest(console.in(), "standard input")
        : ingest.ingest(paths.stream().map(Path::of).toList());
  }
}
