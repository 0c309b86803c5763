package org.recordingarchiver.launch;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.recordingarchiver.report.FoundRecording;
import org.recordingarchiver.report.FoundRecording.Chunk;
import org.recordingarchiver.report.FoundRecordings;

/**
 * Recordings as a table: a line for each, and below it what is in trouble. Texts from outside are
 * shortened and made harmless.
 */
final class FoundText {

  private static final List<String> HEADINGS =
      List.of("START", "DURATION", "CALL", "PARTICIPANTS", "CHUNKS", "PLACE");
  private static final int LONGEST_CALL = 36;
  private static final int LONGEST_PARTICIPANTS = 48;
  private static final int LONGEST_MESSAGE = 300;
  private static final int MOST_CHUNKS = 5;
  private static final String UNKNOWN = "-";

  private final FoundRecordings found;
  private final boolean files;

  /**
   * @param files whether to show where each file is
   */
  FoundText(FoundRecordings found, boolean files) {
    this.found = found;
    this.files = files;
  }

  @Override
  public String toString() {
    if (found.recordings().isEmpty()) {
      return "";
    }
    List<List<String>> rows =
        Stream.concat(Stream.of(HEADINGS), found.recordings().stream().map(FoundText::row))
            .toList();
    List<Integer> widths = widths(rows);
    List<String> lines = new ArrayList<>();
    lines.add(line(rows.getFirst(), widths));
    for (int n = 0; n < found.recordings().size(); n++) {
      lines.add(line(rows.get(n + 1), widths));
      details(found.recordings().get(n)).forEach(detail -> lines.add("    " + detail));
    }
    return lines.stream().map(line -> line + "\n").collect(Collectors.joining());
  }

  private static List<String> row(FoundRecording recording) {
    return List.of(
        time(recording.startedAt()),
        duration(recording.durationMs()),
        call(recording),
        Printable.line(ParticipantNames.of(recording.calls()), LONGEST_PARTICIPANTS),
        chunks(recording),
        place(recording));
  }

  private static List<Integer> widths(List<List<String>> rows) {
    return IntStream.range(0, HEADINGS.size())
        .mapToObj(column ->
            rows.stream().mapToInt(row -> Printable.length(row.get(column))).max().orElse(0))
        .toList();
  }

  private static String line(List<String> row, List<Integer> widths) {
    return IntStream.range(0, row.size())
        .mapToObj(column ->
            row.get(column) + " ".repeat(widths.get(column) - Printable.length(row.get(column))))
        .collect(Collectors.joining("  "))
        .stripTrailing();
  }

  private static String time(@Nullable Instant time) {
    return time == null ? UNKNOWN : time.truncatedTo(ChronoUnit.SECONDS).toString();
  }

  private static String duration(@Nullable Long millis) {
    return millis == null ? UNKNOWN : Amounts.duration(Duration.ofMillis(millis));
  }

  private static String call(FoundRecording recording) {
    String id = recording.callId() == null ? recording.serverCallId() : recording.callId();
    return id == null ? UNKNOWN : Printable.line(id, LONGEST_CALL);
  }

  private static String chunks(FoundRecording recording) {
    List<Chunk> chunks = recording.chunks();
    long archived = chunks.stream().filter(Chunk::hasCopy).count();
    Stream<String> counts =
        Stream.of(
            archived == 0 ? "" : archived + " archived",
            count(chunks, "CLAIMED", "in work"),
            count(chunks, "QUEUED", "queued"),
            count(chunks, "FAILED", "failed"),
            count(chunks, "LOST", "lost"),
            archived == 0 || recording.hasWholeBag() ? "" : "not sealed");
    return counts.filter(text -> !text.isEmpty()).collect(Collectors.joining(", "));
  }

  private static String count(List<Chunk> chunks, String status, String word) {
    long count = chunks.stream().filter(chunk -> chunk.status().equals(status)).count();
    return count == 0 ? "" : count + " " + word;
  }

  private static String place(FoundRecording recording) {
    if (recording.bag() != null) {
      return Printable.line(recording.bag());
    }
    boolean over = recording.chunks().stream().allMatch(chunk -> chunk.status().equals("LOST"));
    return over ? "none" : "none yet";
  }

  private List<String> details(FoundRecording recording) {
    List<Chunk> troubled = recording.chunks().stream().filter(FoundText::isTroubled).toList();
    List<String> details = new ArrayList<>();
    if (files) {
      recording.chunks().stream()
          .map(Chunk::content)
          .filter(content -> content != null)
          .forEach(content -> details.add(Printable.line(content)));
    }
    troubled.stream().limit(MOST_CHUNKS).map(FoundText::trouble).forEach(details::add);
    if (troubled.size() > MOST_CHUNKS) {
      details.add("and %d more: see --json".formatted(troubled.size() - MOST_CHUNKS));
    }
    return details;
  }

  private static boolean isTroubled(Chunk chunk) {
    return !chunk.hasCopy() && chunk.cause() != null;
  }

  private static String trouble(Chunk chunk) {
    String message = chunk.message() == null ? "" : ": " + chunk.message();
    String next = chunk.nextAttemptAt() == null ? "" : ", next try " + time(chunk.nextAttemptAt());
    return Printable.line(
        "chunk %d %s %s after %s%s%s"
            .formatted(
                chunk.chunk(),
                chunk.status(),
                chunk.cause(),
                Amounts.count(chunk.attempts(), "attempt"),
                next,
                message),
        LONGEST_MESSAGE);
  }
}
