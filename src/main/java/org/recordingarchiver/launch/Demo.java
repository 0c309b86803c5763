package org.recordingarchiver.launch;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.recordingarchiver.archival.ArchiveRequest;
import org.recordingarchiver.archival.ArchiveRuns;
import org.recordingarchiver.archival.RunResult;
import org.recordingarchiver.intake.Ingest;
import org.recordingarchiver.report.ChunkFate;
import org.recordingarchiver.report.StatusReport;
import org.recordingarchiver.simulator.DemoCalls;
import org.recordingarchiver.simulator.DemoRecording;
import org.springframework.context.ApplicationContext;

/**
 * Plays the demo: ingests its events, archives, tries again what has to wait, and tells the story.
 */
final class Demo {

  private static final int MOST_RUNS = 10;

  private final Console console;
  private final ApplicationContext context;
  private final Path home;
  private final DemoCalls calls;
  private final List<DemoCalls> more;
  private final Clock clock;

  /**
   * @param calls those that the story is about
   * @param more others that are archived too
   */
  Demo(
      Console console,
      ApplicationContext context,
      Path home,
      DemoCalls calls,
      List<DemoCalls> more) {
    this.console = console;
    this.context = context;
    this.home = home;
    this.calls = calls;
    this.more = more;
    this.clock = context.getBean(Clock.class);
  }

  /** Ends well if all went as planned, the recording that is lost on purpose included. */
  ExitCode play() {
    console
        .out()
        .println("A stand-in for Azure Communication Services serves recordings on loopback.");
    console.out().println("Database and archive of the demo, apart from yours: " + home + "\n");
    console.out().println("ingest   " + ingest());
    for (int run = 1; run <= MOST_RUNS; run++) {
      RunResult result = archive();
      console.out().println("archive  " + result.message());
      if (result.status() == RunResult.Status.STOPPED) {
        return ExitCode.STOPPED;
      }
      if (!awaitRetry()) {
        break;
      }
    }
    DemoStory story =
        new DemoStory(
            calls.recordings(),
            fates(),
            home.resolve("archive"),
            DemoSettings.leadingTo(home, context.getEnvironment()),
            Invocation.ofThisProcess());
    console.out().print(story);
    return story.isAsPlanned() ? ExitCode.DONE : ExitCode.INTERNAL_ERROR;
  }

  private String ingest() {
    Path events = home.resolve("events").resolve(Long.toString(clock.millis()));
    calls.writeEvents(events);
    calls.writeCallEvents(events);
    for (int other = 0; other < more.size(); other++) {
      more.get(other).writeEvents(events.resolve(Integer.toString(other)));
      more.get(other).writeCallEvents(events.resolve(Integer.toString(other)));
    }
    return IngestText.of(context.getBean(Ingest.class).ingest(List.of(events)));
  }

  private RunResult archive() {
    try (Progress progress = Progress.on(console, clock)) {
      return context.getBean(ArchiveRuns.class).archive(ArchiveRequest.usual(), progress);
    }
  }

  /** Whether something is worth another run, now. */
  private boolean awaitRetry() {
    Instant now = clock.instant();
    return fates().stream()
        .filter(ChunkFate::isWaiting)
        .map(ChunkFate::nextAttemptAt)
        .filter(Objects::nonNull)
        .min(Instant::compareTo)
        .filter(next -> next.isBefore(now.plusSeconds(30)))
        .map(next -> sleep(Duration.between(now, next)))
        .orElse(false);
  }

  private static boolean sleep(Duration time) {
    try {
      TimeUnit.MILLISECONDS.sleep(Math.max(0, time.toMillis()) + 100);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private List<ChunkFate> fates() {
    List<String> documents =
        calls.recordings().stream()
            .flatMap(recording -> recording.chunks().stream())
            .map(DemoRecording.Chunk::documentId)
            .toList();
    return context.getBean(StatusReport.class).fates(documents);
  }
}
