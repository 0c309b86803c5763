package org.recordingarchiver.launch;

import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.recordingarchiver.archival.RunProgress;

/** A line every ten seconds, if something changed. */
final class PlainProgress implements Progress {

  private static final Duration INTERVAL = Duration.ofSeconds(10);

  private final PrintStream err;
  private final Clock clock;
  private final Instant began;
  private Instant lastLine;
  private @Nullable RunProgress shown;

  PlainProgress(PrintStream err, Clock clock) {
    this.err = err;
    this.clock = clock;
    this.began = clock.instant();
    this.lastLine = began;
  }

  @Override
  public void progressed(RunProgress progress) {
    Instant now = clock.instant();
    if (now.isBefore(lastLine.plus(INTERVAL)) || progress.equals(shown)) {
      return;
    }
    lastLine = now;
    shown = progress;
    err.println(line(progress, Duration.between(began, now)));
  }

  private static String line(RunProgress progress, Duration elapsed) {
    return "%s: %d of %d, %s at %s/s, %d at risk"
        .formatted(
            progress.stage().name().toLowerCase(Locale.ROOT),
            progress.done(),
            progress.total(),
            Amounts.bytes(progress.bytes()),
            Amounts.bytes(progress.bytes() * 1000 / Math.max(1, elapsed.toMillis())),
            progress.atRisk());
  }

  @Override
  public void close() {}
}
