package org.recordingarchiver.ledger;

import java.time.Instant;

/**
 * What was removed, or would be.
 *
 * @param before what ended before this moment is old
 * @param batches removed with all their runs
 * @param steps of those runs
 * @param keptBatches old ones that stay: a restart needs them, or it is the latest
 * @param tries removed: without success, of chunks archived since
 * @param keptTries old ones without success that stay, of chunks that are not archived or were
 *     accepted by a person
 */
public record Pruned(
    Instant before,
    long batches,
    long runs,
    long steps,
    long keptBatches,
    long tries,
    long keptTries) {

  static Pruned nothing(Instant before) {
    return new Pruned(before, 0, 0, 0, 0, 0, 0);
  }

  Pruned plus(OldRuns.Portion portion) {
    return new Pruned(
        before,
        batches + portion.batches(),
        runs + portion.runs(),
        steps + portion.steps(),
        keptBatches + portion.kept(),
        tries,
        keptTries);
  }

  Pruned plus(OldTries.Portion portion) {
    return new Pruned(
        before,
        batches,
        runs,
        steps,
        keptBatches,
        tries + portion.tries(),
        keptTries + portion.kept());
  }
}
