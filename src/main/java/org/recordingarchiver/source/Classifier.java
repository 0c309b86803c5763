package org.recordingarchiver.source;

import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Says what an answer without success means (WIRE.md section 8). */
final class Classifier {

  private final Clock clock;

  Classifier(Clock clock) {
    this.clock = clock;
  }

  Failure failure(Answer answer) {
    int status = answer.status();
    Explanation why = Explanation.of(answer);
    Duration wait = RetryAfter.of(answer, clock.instant());
    return switch (status) {
      case 204, 205 -> new Failure.Empty(why.text());
      case 404, 410 -> new Failure.NotFound(status, why.text());
      case 429 -> new Failure.Throttled(why.text(), wait);
      case 408, 425 -> new Failure.SourceError(status, why.text(), wait);
      case 400 -> badRequest(why, wait);
      default -> other(status, why, wait);
    };
  }

  /** Front ends answer 400 with HTML, or with nothing, when they are unwell (WIRE.md 1.9). */
  private static Failure badRequest(Explanation why, @Nullable Duration wait) {
    return why.isEmpty() || why.isHtml()
        ? new Failure.SourceError(400, why.text(), wait)
        : new Failure.Rejected(400, why.text());
  }

  private static Failure other(int status, Explanation why, @Nullable Duration wait) {
    return status >= 500 && status < 600
        ? new Failure.SourceError(status, why.text(), wait)
        : new Failure.Rejected(status, why.text());
  }
}
