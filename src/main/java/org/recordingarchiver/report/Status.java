package org.recordingarchiver.report;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where everything stands, read in one snapshot of the database. The names of the components are
 * those of {@code status --json} and stay as they are: scripts rely on them.
 *
 * @param atRisk chunks not archived whose slack is below {@code archiver.source.at-risk}
 * @param minSlackSeconds slack of the most urgent chunk, negative once it has expired; null if none
 *     is pending
 * @param batches newest first, at most ten
 * @param failures every chunk FAILED, LOST, or QUEUED after at least one failed attempt
 * @param sourceKept archived chunks whose source is kept, by reason
 * @param warned archived chunks whose proof carries a warning
 * @param quarantined files kept apart because they are not what they should be
 * @param rejectedEvents bodies that could not be read as events
 */
public record Status(
    Queue queue,
    long atRisk,
    @Nullable Long minSlackSeconds,
    List<Batch> batches,
    List<Failure> failures,
    Map<String, Long> sourceKept,
    long warned,
    long quarantined,
    long rejectedEvents,
    Standing standing) {

  public Status {
    batches = List.copyOf(batches);
    failures = List.copyOf(failures);
  }

  /** Chunks by status; every chunk is counted exactly once. */
  public record Queue(
      long queued, long claimed, long archived, long sourceDeleted, long failed, long lost) {}

  /**
   * A batch and what became of the chunks that it took.
   *
   * @param batch JOB_INSTANCE_ID
   * @param run the latest JOB_EXECUTION_ID
   * @param startedAt when that run started
   * @param archived chunks archived, those deleted at the source too
   * @param waiting chunks without an end in this batch: wait for a retry, given back, or in work
   */
  public record Batch(
      long batch,
      long run,
      String status,
      String exitMessage,
      @Nullable Instant startedAt,
      @Nullable Instant endedAt,
      long chunks,
      long archived,
      long failed,
      long lost,
      long waiting,
      long sourceDeleted,
      long bytes) {}

  /**
   * A chunk that is in trouble.
   *
   * @param nextAttemptAt null for a LOST chunk, which nobody tries again
   * @param acknowledged a person has seen it, and it no longer alarms
   */
  public record Failure(
      long chunk,
      String documentId,
      @Nullable String recordingId,
      String status,
      @Nullable String cause,
      int attempts,
      @Nullable String message,
      @Nullable Instant nextAttemptAt,
      Instant expiresAt,
      boolean acknowledged) {}
}
