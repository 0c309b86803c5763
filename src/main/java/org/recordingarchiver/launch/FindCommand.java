package org.recordingarchiver.launch;

import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.recordingarchiver.report.FoundRecordings;
import org.recordingarchiver.report.RecordingCriteria;
import org.recordingarchiver.report.RecordingFinder;
import org.recordingarchiver.report.SoughtStatus;
import org.springframework.context.ApplicationContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.json.JsonMapper;

/** {@code find}. */
@Command(
    name = "find",
    description = {
      "Finds recordings by call, participant, time and status, and says where they are in the"
          + " archive. Newest first; what is given must all hold, and without any of it the newest"
          + " are listed.",
      "Who took part is known from the events of calls: without them a recording is found by call"
          + " and time alone."
    },
    footer = {
      "",
      "Examples:",
      "  recording-archiver find --call 0c6c9f4e-1b7a-4d0e-9d5c-2f5f8a3f1c11",
      "  recording-archiver find --participant '+1 (425) 555-0100' --from 2026-01-05 --to 2026-01-06",
      "  recording-archiver find --participant 'robin doe' --status archived --files",
      "  recording-archiver find --status failed,lost --json"
    })
final class FindCommand implements Callable<Integer> {

  @Mixin CommonOptions common = new CommonOptions();

  @Option(
      names = "--call",
      paramLabel = "ID",
      description = "Of the call with this callId (correlationId) or serverCallId.")
  @Nullable String call;

  @Option(names = "--recording", paramLabel = "ID", description = "The one with this recordingId.")
  @Nullable String recording;

  @Option(
      names = "--participant",
      paramLabel = "TEXT",
      description =
          "Of calls in which someone has this raw id (8:acs:...) or this phone number, with or"
              + " without spaces, dashes, + or 4: before it. If nobody has: in which TEXT is part"
              + " of a display name, in any case.")
  @Nullable String participant;

  @Option(
      names = "--from",
      paramLabel = "TIME",
      converter = TimeConverter.class,
      description =
          "Recorded at or after this time: also one that began before and still went on. A date, or"
              + " a time such as 2026-01-05T07:30 or 2026-01-05T09:30+02:00; UTC without an"
              + " offset.")
  @Nullable Instant from;

  @Option(
      names = "--to",
      paramLabel = "TIME",
      converter = TimeConverter.class,
      description =
          "Begun before this time. A date is its midnight: one day is --from 2026-01-05 --to"
              + " 2026-01-06.")
  @Nullable Instant to;

  @Option(
      names = "--status",
      paramLabel = "STATUS",
      split = ",",
      converter = StatusConverter.class,
      description =
          "With a chunk that is queued, claimed (a run works on it), archived (deleted at the source"
              + " or not), source-deleted, failed or lost; or that are open (the bag is not whole"
              + " yet) or sealed themselves. Several, separated by commas: any of them.")
  List<SoughtStatus> statuses = List.of();

  @Option(
      names = "--limit",
      paramLabel = "N",
      description = "At most N, the newest (default: ${DEFAULT-VALUE}).")
  int limit = RecordingCriteria.DEFAULT_LIMIT;

  @Option(names = "--files", description = "List the media files below each recording.")
  boolean files;

  @Option(
      names = "--json",
      description = "Print one JSON object, with all that is known of each recording.")
  boolean json;

  @Spec CommandSpec spec = CommandSpec.create();

  private final Console console;
  private final Application application;

  FindCommand(Console console, Application application) {
    this.console = console;
    this.application = application;
  }

  @Override
  public Integer call() {
    RecordingCriteria criteria = criteria();
    return application.with(common, context -> show(criteria, context)).number();
  }

  private RecordingCriteria criteria() {
    EnumSet<SoughtStatus> sought = EnumSet.noneOf(SoughtStatus.class);
    sought.addAll(statuses);
    try {
      return new RecordingCriteria(recording, call, participant, from, to, sought, limit);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }

  private ExitCode show(RecordingCriteria criteria, ApplicationContext context) {
    FoundRecordings found = context.getBean(RecordingFinder.class).find(criteria);
    if (json) {
      console.out().println(json(found));
    } else {
      console.out().print(new FoundText(found, files));
    }
    if (found.recordings().isEmpty()) {
      console.err().println("No recording was found.");
    } else if (found.more()) {
      console
          .err()
          .println(
              "The newest %d are shown, and there are more: narrow the search, or raise --limit."
                  .formatted(criteria.limit()));
    }
    return ExitCode.DONE;
  }

  static String json(FoundRecordings found) {
    return Printable.json(
        JsonMapper.builder()
            .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .build()
            .writeValueAsString(found));
  }
}
