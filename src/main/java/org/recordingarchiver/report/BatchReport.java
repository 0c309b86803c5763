package org.recordingarchiver.report;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A batch in full, read in one snapshot of the database. The names of the components, and of what
 * they hold, are those of {@code report --json} and stay as they are: scripts rely on them.
 *
 * @param batch JOB_INSTANCE_ID
 * @param run the latest JOB_EXECUTION_ID, null if a start died before it had one
 * @param status of that run, null without one
 * @param exitMessage what that run says of the batch
 * @param startedAt when the first run started
 * @param endedAt when the latest run ended, null while it works
 * @param runs how many runs there were
 * @param chunks what it took, as it is now
 * @param latestRuns newest first, at most {@link BatchReports#MOST_RUNS}
 * @param outcomes what became of the chunks, most first
 * @param failures the chunks in trouble, worst first
 * @param moreFailures how many more there are
 * @param slowest the tries that took longest, slowest first
 */
public record BatchReport(
    long batch,
    @Nullable Long run,
    @Nullable String status,
    String exitMessage,
    @Nullable Instant startedAt,
    @Nullable Instant endedAt,
    long runs,
    Chunks chunks,
    List<Run> latestRuns,
    List<Outcome> outcomes,
    List<Failure> failures,
    long moreFailures,
    List<Try> slowest) {

  public BatchReport {
    latestRuns = List.copyOf(latestRuns);
    outcomes = List.copyOf(outcomes);
    failures = List.copyOf(failures);
    slowest = List.copyOf(slowest);
  }

  /** Whether its latest run has not ended. */
  public boolean goesOn() {
    return run != null && endedAt == null;
  }

  /**
   * The chunks that it took as they are now, whoever made them so.
   *
   * @param archived those deleted at the source too
   * @param kept archived, and their sources stay on purpose
   * @param waiting wait for their next try, or are in work
   * @param failed FAILED, and nobody has acknowledged it
   * @param lost LOST, and nobody has acknowledged it
   * @param acknowledged FAILED or LOST, and acknowledged
   * @param bytes content that this batch archived
   */
  public record Chunks(
      long taken,
      long archived,
      long sourceDeleted,
      long kept,
      long waiting,
      long failed,
      long lost,
      long acknowledged,
      long bytes) {}

  /**
   * A run, with the counts of its own steps.
   *
   * @param lanes how many worked
   * @param taken chunks that its lanes took
   * @param notArchived of these: failed, lost or waiting for a retry
   * @param givenBack of these: given back untried
   * @param sealed recordings, also those that other runs left
   * @param deleted sources, also those that other runs left
   * @param host where its process ran, null if that is not known
   * @param steps but for lanes, in the order in which they began
   */
  public record Run(
      long run,
      String status,
      String exitMessage,
      @Nullable Instant startedAt,
      @Nullable Instant endedAt,
      long lanes,
      long taken,
      long archived,
      long notArchived,
      long givenBack,
      long sealed,
      long deleted,
      @Nullable String host,
      @Nullable Long pid,
      List<Step> steps) {

    public Run {
      steps = List.copyOf(steps);
    }
  }

  /** A step as the job repository has it. */
  public record Step(
      String name,
      String status,
      @Nullable Instant startedAt,
      @Nullable Instant endedAt,
      long read,
      long written,
      long skipped,
      long filtered,
      String exitMessage) {}

  /**
   * Chunks to which the same happened.
   *
   * @param status of the chunks now
   * @param cause of their last try, if it failed
   * @param keptBecause why their sources stay
   */
  public record Outcome(
      String status,
      @Nullable String cause,
      @Nullable String keptBecause,
      boolean acknowledged,
      long chunks,
      long bytes) {}

  /**
   * A chunk in trouble.
   *
   * @param nextAttemptAt null if nobody tries it again by itself
   * @param quarantined copies that came whole but failed their check
   */
  public record Failure(
      long chunk,
      String documentId,
      @Nullable String recordingId,
      @Nullable String callId,
      String resource,
      String status,
      @Nullable String cause,
      int attempts,
      @Nullable String message,
      @Nullable Instant lastTriedAt,
      @Nullable Instant nextAttemptAt,
      Instant expiresAt,
      long quarantined,
      @Nullable Instant acknowledgedAt,
      @Nullable String acknowledgedBy,
      @Nullable String acknowledgedWhy) {}

  /** One try at a chunk. */
  public record Try(
      long chunk, long run, Instant startedAt, long tookMillis, long bytes, String outcome) {}
}
