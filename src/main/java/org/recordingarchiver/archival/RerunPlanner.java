package org.recordingarchiver.archival;

import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.recordingarchiver.archival.RerunPlan.PlannedBatch;
import org.recordingarchiver.ledger.Cause;
import org.recordingarchiver.ledger.Reruns.Unfinished;

/** Sums up what batches left unfinished. */
final class RerunPlanner {

  private final Duration maxDuration;

  RerunPlanner(Duration maxDuration) {
    this.maxDuration = maxDuration;
  }

  PlannedBatch of(long batch, boolean completed, List<Unfinished> chunks) {
    Map<Cause, Long> causes = new EnumMap<>(Cause.class);
    for (Unfinished chunk : chunks) {
      if (chunk.cause() != null) {
        causes.merge(chunk.cause(), 1L, Long::sum);
      }
    }
    List<Long> lengths = chunks.stream().map(Unfinished::bytes).filter(Objects::nonNull).toList();
    return new PlannedBatch(
        batch,
        completed,
        chunks.size(),
        causes,
        chunks.stream().filter(chunk -> chunk.cause() == null).count(),
        lengths.size(),
        lengths.stream().mapToLong(Long::longValue).sum(),
        chunks.stream().filter(RerunPlanner::isExpired).count(),
        chunks.stream().filter(this::expiresMeanwhile).map(Unfinished::chunk).toList());
  }

  private static boolean isExpired(Unfinished chunk) {
    return !chunk.slack().isPositive();
  }

  private boolean expiresMeanwhile(Unfinished chunk) {
    return !isExpired(chunk) && chunk.slack().compareTo(maxDuration) <= 0;
  }
}
