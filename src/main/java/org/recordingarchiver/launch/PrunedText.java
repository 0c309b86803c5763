package org.recordingarchiver.launch;

import java.time.temporal.ChronoUnit;
import org.recordingarchiver.ledger.Pruned;

/** What {@code prune} removed, or would remove. */
final class PrunedText {

  private final Pruned pruned;
  private final boolean dry;

  PrunedText(Pruned pruned, boolean dry) {
    this.pruned = pruned;
    this.dry = dry;
  }

  @Override
  public String toString() {
    return """
    %s what ended before %s%s
      %s with %s and %s
      %s that archived nothing, of chunks archived since
    %s
      %s: a chunk of it is not done, or it is the latest
      %s, of chunks that are not archived, or accepted by a person
    """
        .formatted(
            dry ? "would remove" : "removed",
            pruned.before().truncatedTo(ChronoUnit.SECONDS),
            dry ? "; nothing was touched" : "",
            Amounts.count(pruned.batches(), "batch"),
            Amounts.count(pruned.runs(), "run"),
            Amounts.count(pruned.steps(), "step"),
            tries(pruned.tries()),
            dry ? "would keep of that age" : "kept of that age",
            Amounts.count(pruned.keptBatches(), "batch"),
            tries(pruned.keptTries()));
  }

  private static String tries(long count) {
    return count == 1 ? "1 try" : count + " tries";
  }
}
