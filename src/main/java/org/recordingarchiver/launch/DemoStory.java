package org.recordingarchiver.launch;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.recordingarchiver.report.ChunkFate;
import org.recordingarchiver.simulator.DemoRecording;
import org.recordingarchiver.simulator.DemoRecording.Mishap;

/** What happened in the demo, and what to try next. */
final class DemoStory {

  private final List<DemoRecording> recordings;
  private final Map<String, ChunkFate> fates;
  private final Path archive;
  private final List<String> demo;
  private final Invocation invocation;

  /**
   * @param archive where the demo archives
   * @param demo the settings that lead other commands to the demo's database and archive
   */
  DemoStory(
      List<DemoRecording> recordings,
      List<ChunkFate> fates,
      Path archive,
      List<String> demo,
      Invocation invocation) {
    this.recordings = recordings;
    this.fates =
        fates.stream().collect(Collectors.toMap(ChunkFate::documentId, Function.identity()));
    this.archive = archive;
    this.demo = List.copyOf(demo);
    this.invocation = invocation;
  }

  /**
   * Whether all is archived and deleted at the source, but what had expired is known to be lost.
   */
  boolean isAsPlanned() {
    return recordings.stream().allMatch(this::isAsPlanned);
  }

  @Override
  public String toString() {
    return "\n"
        + recordings.stream().map(this::line).collect(Collectors.joining())
        + "\n"
        + summary()
        + bag()
        + next();
  }

  private boolean isAsPlanned(DemoRecording recording) {
    return fates(recording).stream()
        .allMatch(fate -> isToBeLost(recording) ? fate.isLost() : fate.isSourceDeleted());
  }

  private static boolean isToBeLost(DemoRecording recording) {
    return recording.mishap() == Mishap.EXPIRED;
  }

  private List<ChunkFate> fates(DemoRecording recording) {
    return recording.chunks().stream()
        .map(chunk -> Objects.requireNonNull(fates.get(chunk.documentId()), "not ingested"))
        .toList();
  }

  private String line(DemoRecording recording) {
    return "  %-22s %-4s %-9s %-38s %s%s%n"
        .formatted(
            recording.name(),
            recording.format(),
            Amounts.count(recording.chunks().size(), "chunk"),
            source(recording.mishap()),
            outcome(fates(recording).getFirst()),
            isAsPlanned(recording) ? "" : "  <- NOT AS PLANNED");
  }

  private static String source(Mishap mishap) {
    return switch (mishap) {
      case NONE -> "source answered well";
      case REDIRECTED -> "source redirected to another host";
      case UNAVAILABLE_ONCE -> "source answered 503 at first";
      case EMPTY_ONCE -> "source answered without bytes at first";
      case EXPIRED -> "event came 27 h late, source gone";
    };
  }

  private static String outcome(ChunkFate fate) {
    if (fate.isLost()) {
      return "LOST, as it must be: nobody has it any more";
    }
    return fate.isSourceDeleted()
        ? "archived, proved, deleted at the source"
        : fate.status() + " " + Objects.requireNonNullElse(fate.message(), "");
  }

  private String summary() {
    long archived = fates.values().stream().filter(ChunkFate::isArchived).count();
    long bytes = fates.values().stream().mapToLong(ChunkFate::bytes).sum();
    return """
    %d of %d chunks archived (%s). Each copy was read back and compared before its original was deleted.
    %s
    """
        .formatted(
            archived,
            fates.size(),
            Amounts.bytes(bytes),
            isAsPlanned()
                ? "The lost one is part of the plan: in real life it is the alarm of alarms (exit code 3)."
                : "This is NOT as planned: please report it, with the output of --verbose.");
  }

  private String bag() {
    return recordings.stream()
        .max(java.util.Comparator.comparingInt(recording -> recording.chunks().size()))
        .map(recording -> fates(recording).getFirst().contentKey())
        .map(key -> new BagListing(archive).of(key))
        .orElse("");
  }

  private String next() {
    return Stream.of(on(demo, "status"), on(demo, "archive", "--dry-run"), List.of("--help"))
        .map(arguments -> "  " + invocation.with(arguments) + "\n")
        .collect(Collectors.joining("", "\nNext:\n", ""));
  }

  private static List<String> on(List<String> settings, String... command) {
    return Stream.concat(Stream.of(command), settings.stream()).toList();
  }
}
