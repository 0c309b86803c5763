package org.recordingarchiver.launch;

import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;
import org.recordingarchiver.archival.RunProgress;

/** One line that is redrawn, for each stage: done of total, time left, bytes, rate, at risk. */
final class LiveProgress implements Progress {

  private final PrintStream err;
  private final Clock clock;
  private final Instant began;
  private RunProgress.@Nullable Stage stage;
  private @Nullable ProgressBar bar;

  LiveProgress(PrintStream err, Clock clock) {
    this.err = err;
    this.clock = clock;
    this.began = clock.instant();
  }

  @Override
  public void progressed(RunProgress progress) {
    ProgressBar line = bar;
    if (line == null || progress.stage() != stage) {
      close();
      line = open(progress);
      stage = progress.stage();
      bar = line;
    }
    line.maxHint(progress.total());
    line.stepTo(progress.done());
    line.setExtraMessage(extra(progress));
  }

  @Override
  public void close() {
    if (bar != null) {
      bar.close();
      bar = null;
    }
  }

  private ProgressBar open(RunProgress progress) {
    return ProgressBar.builder()
        .setTaskName(progress.stage().name().toLowerCase(Locale.ROOT))
        .setInitialMax(progress.total())
        .setStyle(ProgressBarStyle.ASCII)
        .setUpdateIntervalMillis(250)
        .setConsumer(new ConsoleProgressBarConsumer(err))
        .build();
  }

  private String extra(RunProgress progress) {
    long millis = Math.max(1, Duration.between(began, clock.instant()).toMillis());
    String bytes = Amounts.bytes(progress.bytes());
    String rate = Amounts.bytes(progress.bytes() * 1000 / millis);
    return " %s, %s/s, %d at risk".formatted(bytes, rate, progress.atRisk());
  }
}
