package org.recordingarchiver.ledger;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** How one try at a chunk ended. */
public sealed interface Outcome {

  /** Proved; {@code kept} says why its source stays, null if it is to be deleted. */
  record Archived(Proof proof, @Nullable KeptBecause kept) implements Outcome {}

  /** Back to the queue, to be tried again after {@code delay}. */
  record Waits(Cause cause, String message, Duration delay) implements Outcome {}

  /**
   * A person should look; tried again after {@code nextTry} by itself, or never if that is null.
   */
  record Failed(Cause cause, String message, @Nullable Duration nextTry) implements Outcome {}

  /** The source does not have it any more and no copy exists. */
  record Lost(Cause cause, String message) implements Outcome {}

  /** Not tried to the end, for no fault of the chunk: due again at once. */
  record GivenBack(String message) implements Outcome {}
}
