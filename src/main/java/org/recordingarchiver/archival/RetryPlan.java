package org.recordingarchiver.archival;

import java.time.Duration;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;
import org.recordingarchiver.ledger.Cause;
import org.recordingarchiver.ledger.ClaimedChunk;
import org.recordingarchiver.ledger.Outcome;

/**
 * The one place that decides whether and when a chunk is tried again (DESIGN section 4).
 *
 * <p>Before it expires: trouble of the source is retried without end, causes that lie in the answer
 * up to {@code archiver.retry.attempts} times and then once per longest delay. Afterwards: a few
 * more tries, and one at the moment from which a 404 means LOST.
 */
final class RetryPlan {

  private static final Duration SHORTEST = Duration.ofSeconds(1);
  private static final Duration LAST_TRIES = Duration.ofHours(1);
  private static final double JITTER = 0.2;

  private final RetrySettings settings;
  private final DoubleSupplier random;

  /**
   * @param random numbers from 0 to 1, for the jitter
   */
  RetryPlan(RetrySettings settings, DoubleSupplier random) {
    this.settings = settings;
    this.random = random;
  }

  /** What a failed try means for the chunk. */
  Outcome afterFailure(ClaimedChunk chunk, Trouble trouble) {
    Cause cause = trouble.cause();
    String message = trouble.message();
    Duration retryAfter = trouble.retryAfter();
    if (cause == Cause.NOT_FOUND && !chunk.untilLost().isPositive()) {
      return new Outcome.Lost(Cause.EXPIRED, message + "; its time at the source is over");
    }
    if (trouble.lasting()) {
      return new Outcome.Failed(cause, message, null);
    }
    return chunk.slack().isPositive()
        ? beforeExpiry(chunk, cause, message, retryAfter)
        : afterExpiry(chunk, cause, message, retryAfter);
  }

  private Outcome beforeExpiry(
      ClaimedChunk chunk, Cause cause, String message, @Nullable Duration retryAfter) {
    if (cause.liesInAnswer() && chunk.badAnswers() + 1 >= settings.attempts()) {
      Duration untilExpired = chunk.slack().plus(SHORTEST);
      return new Outcome.Failed(cause, message, shorter(settings.longestDelay(), untilExpired));
    }
    return new Outcome.Waits(cause, message, delay(chunk, retryAfter));
  }

  private Outcome afterExpiry(
      ClaimedChunk chunk, Cause cause, String message, @Nullable Duration retryAfter) {
    boolean gone = cause == Cause.NOT_FOUND;
    if (!gone && chunk.attempts() + 1 < settings.attempts()) {
      return new Outcome.Waits(cause, message, longer(jittered(chunk), late(chunk, retryAfter)));
    }
    Duration untilLost = chunk.untilLost();
    return new Outcome.Failed(
        cause, message, untilLost.isPositive() ? untilLost.plus(SHORTEST) : null);
  }

  /**
   * Our backoff, at most a quarter of the slack, or what the source asked for, if that is longer.
   * It is honoured up to the slack, of which a tenth, an hour at most, stays for tries; what would
   * take longer can't be honoured without losing the chunk, and is asked for again after a quarter.
   */
  private Duration delay(ClaimedChunk chunk, @Nullable Duration retryAfter) {
    Duration slack = chunk.slack();
    Duration honourable = slack.minus(shorter(slack.dividedBy(10), LAST_TRIES));
    Duration wanted = longer(jittered(chunk), retryAfter);
    boolean honoured = wanted.equals(retryAfter) && wanted.compareTo(honourable) <= 0;
    return longer(SHORTEST, honoured ? wanted : shorter(wanted, slack.dividedBy(4)));
  }

  /**
   * What the source asked for, but no longer than until a 404 means LOST, and then a usual wait.
   */
  private @Nullable Duration late(ClaimedChunk chunk, @Nullable Duration retryAfter) {
    if (retryAfter == null) {
      return null;
    }
    Duration untilLost = chunk.untilLost();
    return shorter(
        retryAfter, untilLost.isPositive() ? untilLost.plus(SHORTEST) : settings.longestDelay());
  }

  private Duration jittered(ClaimedChunk chunk) {
    double spread = 1 + JITTER * (2 * random.getAsDouble() - 1);
    long millis = (long) (settings.backoff(chunk.attempts() + 1).toMillis() * spread);
    return shorter(Duration.ofMillis(millis), settings.longestDelay());
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) <= 0 ? one : other;
  }

  private static Duration longer(Duration one, @Nullable Duration other) {
    return other == null || one.compareTo(other) >= 0 ? one : other;
  }
}
