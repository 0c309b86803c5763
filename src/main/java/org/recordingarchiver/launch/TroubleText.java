package org.recordingarchiver.launch;

import java.time.Duration;
import java.time.Instant;
import org.recordingarchiver.report.BatchReport.Failure;

/** A chunk in trouble on one line: how it stands, how long there is, and what was last said. */
final class TroubleText {

  private static final int LONGEST = 300;

  private final Instant now;

  TroubleText(Instant now) {
    this.now = now;
  }

  String of(Failure failure) {
    String cause = failure.cause() == null ? "" : " " + failure.cause();
    String next =
        failure.nextAttemptAt() == null
            ? ""
            : ", next try " + ReportText.second(failure.nextAttemptAt());
    String closed =
        failure.acknowledgedAt() == null
            ? ""
            : ", acknowledged by %s: %s"
                .formatted(failure.acknowledgedBy(), failure.acknowledgedWhy());
    String message = failure.message() == null ? "" : ": " + failure.message();
    return Printable.line(
        "chunk %d %s%s after %s%s, %s%s%s"
            .formatted(
                failure.chunk(),
                failure.status(),
                cause,
                Amounts.count(failure.attempts(), "attempt"),
                next,
                expiry(failure.expiresAt()),
                closed,
                message),
        LONGEST);
  }

  private String expiry(Instant expiresAt) {
    String time = Amounts.duration(Duration.between(now, expiresAt));
    return expiresAt.isBefore(now) ? "expired " + time + " ago" : "expires in " + time;
  }
}
