package org.recordingarchiver.launch;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.recordingarchiver.report.Standing;
import org.recordingarchiver.report.Status;
import org.recordingarchiver.report.Status.Batch;
import org.recordingarchiver.report.Status.Failure;
import org.recordingarchiver.report.Status.Queue;

/** A status as people read it: first whether anything needs them, then the rest. */
final class StatusText {

  private static final int MOST_FAILURES = 20;

  private final Status status;
  private final Instant now;
  private final @Nullable Duration maxAge;

  StatusText(Status status, Instant now, @Nullable Duration maxAge) {
    this.status = status;
    this.now = now;
    this.maxAge = maxAge;
  }

  @Override
  public String toString() {
    List<String> lines = new ArrayList<>();
    lines.add(headline());
    lines.add("");
    lines.add("queue     " + queue(status.queue()));
    lines.add("at risk   " + risk());
    lines.add("last run  " + lastRun());
    if (!status.sourceKept().isEmpty()) {
      lines.add("kept      " + kept());
    }
    if (status.warned() > 0) {
      lines.add("warned    " + Amounts.count(status.warned(), "archived chunk"));
    }
    if (status.quarantined() > 0) {
      lines.add("apart     " + Amounts.count(status.quarantined(), "file") + " in quarantine");
    }
    if (status.rejectedEvents() > 0) {
      lines.add("rejected  " + Amounts.count(status.rejectedEvents(), "event"));
    }
    batches(lines);
    failures(lines);
    return lines.stream().map(line -> line.stripTrailing() + "\n").collect(Collectors.joining());
  }

  private String headline() {
    List<String> alarms = alarms();
    return alarms.isEmpty()
        ? "OK: nothing needs attention"
        : "ATTENTION: " + String.join(", ", alarms);
  }

  private List<String> alarms() {
    Standing standing = status.standing();
    List<String> alarms = new ArrayList<>();
    addIf(alarms, standing.lost() > 0, standing.lost() + " lost");
    addIf(alarms, standing.atRisk() > 0, standing.atRisk() + " at risk");
    addIf(alarms, standing.failed() > 0, standing.failed() + " failed");
    addIf(
        alarms,
        standing.stuck() > 0,
        standing.stuck() + " not sealed or not deleted at the source");
    addIf(alarms, standing.lastRunFellShort(), "the last run ended " + standing.lastRunStatus());
    if (maxAge != null && standing.isSilentFor(maxAge, now)) {
      alarms.add("no run ended within " + Amounts.duration(maxAge));
    }
    return alarms;
  }

  private static void addIf(List<String> alarms, boolean condition, String alarm) {
    if (condition) {
      alarms.add(alarm);
    }
  }

  private static String queue(Queue queue) {
    return "%d queued, %d in work, %d archived, %d archived and deleted at the source, %d failed, %d lost"
        .formatted(
            queue.queued(),
            queue.claimed(),
            queue.archived(),
            queue.sourceDeleted(),
            queue.failed(),
            queue.lost());
  }

  private String risk() {
    Long slack = status.minSlackSeconds();
    if (slack == null) {
      return "0; nothing is pending";
    }
    String time = Amounts.duration(Duration.ofSeconds(slack));
    return status.atRisk()
        + (slack < 0
            ? "; the most urgent expired " + time + " ago"
            : "; the most urgent expires in " + time);
  }

  private String lastRun() {
    Instant ended = status.standing().lastRunEndedAt();
    return ended == null
        ? "none has ended yet"
        : "%s, ended %s (%s)"
            .formatted(status.standing().lastRunStatus(), ago(ended), second(ended));
  }

  private String kept() {
    return status.sourceKept().entrySet().stream()
        .map(kept -> kept.getValue() + " " + kept.getKey())
        .collect(Collectors.joining(", ", "the source of ", ""));
  }

  private void batches(List<String> lines) {
    if (status.batches().isEmpty()) {
      return;
    }
    lines.add("");
    lines.add("batches, newest first");
    status.batches().forEach(batch -> lines.add("  " + line(batch)));
  }

  private static String line(Batch batch) {
    String started = batch.startedAt() == null ? "not started" : second(batch.startedAt());
    return "batch %d run %d  %s  %s  %s"
        .formatted(
            batch.batch(),
            batch.run(),
            started,
            batch.status(),
            Printable.line(batch.exitMessage()));
  }

  private void failures(List<String> lines) {
    if (status.failures().isEmpty()) {
      return;
    }
    lines.add("");
    lines.add("chunks in trouble, worst first");
    status.failures().stream().limit(MOST_FAILURES).forEach(f -> lines.add("  " + line(f)));
    int more = status.failures().size() - MOST_FAILURES;
    addIf(lines, more > 0, "  and " + more + " more: see status --json");
  }

  private String line(Failure failure) {
    return "chunk %d  %s %s after %s  %s%s  %s"
        .formatted(
            failure.chunk(),
            failure.status(),
            failure.cause(),
            Amounts.count(failure.attempts(), "attempt"),
            expiry(failure.expiresAt()),
            failure.acknowledged() ? ", acknowledged" : "",
            failure.message() == null ? "" : Printable.line(failure.message()));
  }

  private String expiry(Instant expiresAt) {
    return expiresAt.isBefore(now)
        ? "expired " + ago(expiresAt)
        : "expires in " + Amounts.duration(Duration.between(now, expiresAt));
  }

  private String ago(Instant time) {
    return Amounts.duration(Duration.between(time, now)) + " ago";
  }

  private static String second(Instant time) {
    return time.truncatedTo(ChronoUnit.SECONDS).toString();
  }
}
