package org.recordingarchiver.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.recordingarchiver.archival.RunResult;
import org.recordingarchiver.support.TestPostgres;

/** What one run makes of chunks that are well, of a wrong key and of trouble that soon passes. */
class OneRunIT {

  private static final long SEED = 20260105;
  private static final int CHUNKS = 30;
  private static final int LANES = 4;

  /** A lane may have begun another chunk before the third refusal is known. */
  private static final int MOST_REFUSED = LANES + 3;

  private static final Fault SLOW_401 =
      Fault.of("401 after a while", OneRunIT::refuseSlowly, "UNAUTHORIZED");

  private static final List<Fault> MOMENTARY =
      List.of(
          Fault.of("reset", x -> x.wire().reset()),
          Fault.of("empty", x -> x.answer(Reply.of(200))),
          Fault.of("503", x -> x.answer(Reply.of(503))),
          Fault.of("503 for a second", x -> asksToWait(x, 503, "Retry-After", "1")),
          Fault.of("429 for less", x -> asksToWait(x, 429, "x-ms-retry-after-ms", "200")),
          Fault.of("504 for less", x -> asksToWait(x, 504, "retry-after-ms", "200")));

  private static final Fault LONGER =
      Fault.of("503 for a minute", x -> asksToWait(x, 503, "Retry-After", "60"));

  @TempDir private static Path home;

  private static FaultServer server;
  private static StormyArchiver archiver;
  private static RunResult result;

  @BeforeAll
  static void run() {
    server = FaultServer.start(SEED);
    archiver =
        StormyArchiver.start(
            server,
            TestPostgres.migrated(),
            home,
            Map.of(
                "archiver.source.first-byte-timeout",
                "60s",
                "archiver.source.read-timeout",
                "60s",
                "archiver.archive.lanes",
                String.valueOf(LANES),
                "archiver.archive.delete-mismatch",
                "warn"));
    for (int i = 0; i < CHUNKS; i++) {
      announce("wrong-" + i, "wrong", Script.well(), Script.always(SLOW_401));
    }
    for (int i = 0; i < CHUNKS; i++) {
      announce("right-" + i, "right", Script.well(), Script.well());
    }
    for (int i = 0; i < MOMENTARY.size(); i++) {
      announce("shaky-" + i, "shaky", Script.times(MOMENTARY.get(i), 2), Script.well());
    }
    announce("longer-0", "shaky", Script.times(LONGER, 1), Script.well());
    announceDisguised();
    result = archiver.archive();
  }

  @AfterAll
  static void stop() {
    archiver.close();
    server.close();
  }

  @Test
  void aWrongKeyNeitherSlowsNorFailsAnotherResource() {
    assertThat(entries("right-"))
        .hasSize(CHUNKS)
        .extracting(Entry::status)
        .containsOnly("SOURCE_DELETED");
    assertThat(entries("wrong-")).hasSize(CHUNKS).extracting(Entry::status).containsOnly("QUEUED");
    assertThat(entries("wrong-"))
        .filteredOn(entry -> entry.attempts() > 0)
        .hasSizeBetween(3, MOST_REFUSED);
    assertThat(requests("wrong-"))
        .as("each once more with a fresh date")
        .isBetween(2 * 3L, 2L * MOST_REFUSED);
    assertThat(result.message()).contains("paused: wrong (UNAUTHORIZED: check the key");
  }

  @Test
  void oneTryWaitsForTroubleThatIsOverInAMoment() {
    assertThat(entries("shaky-"))
        .hasSize(MOMENTARY.size())
        .allSatisfy(entry -> {
          assertThat(entry.status()).as("%s", entry).isEqualTo("SOURCE_DELETED");
          assertThat(entry.attempts()).as("%s", entry).isEqualTo(1);
        });
  }

  @Test
  void noLaneWaitsForTroubleThatTakesLonger() {
    assertThat(entries("longer-")).extracting(Entry::status).containsExactly("QUEUED");
    assertThat(requests("longer-0/content/video")).isEqualTo(1);
  }

  /** What a percent sign hides may be another chunk's name. */
  @Test
  void deletesNothingByANameThatIsDisguised() {
    assertThat(entries("disguised-"))
        .extracting(Entry::status, Entry::keptBecause)
        .containsExactly(tuple("ARCHIVED", "OTHER_OBJECT"));
    assertThat(requests("%")).isZero();
  }

  private static List<Entry> entries(String part) {
    return Entry.all(archiver.rows()).values().stream()
        .filter(entry -> entry.documentId().contains(part))
        .toList();
  }

  private static long requests(String part) {
    return server.journal().seen().stream().filter(seen -> seen.path().contains(part)).count();
  }

  private static void announce(String name, String resource, Script content, Script metadata) {
    Announcement recording = announcement(name, resource, content, metadata);
    archiver.ingest(List.of(recording.event(server.places().first())));
  }

  private static void announceDisguised() {
    Announcement recording = announcement("disguised-0", "right", Script.well(), Script.well());
    String event = recording.event(server.places().first());
    archiver.ingest(
        List.of(event.replace("/v1/objects/0-disguised-0\"", "/v1/objects/%30-wrong-9\"")));
  }

  private static Announcement announcement(
      String name, String resource, Script content, Script metadata) {
    SplittableRandom random = new SplittableRandom(SEED + name.hashCode());
    Sample sample = Sample.random("0-" + name, 0, Kind.WAV, random);
    Served chunk = new Served(sample, content, metadata, Script.well());
    server.serve(List.of(chunk));
    return new Announcement("of " + name, resource, List.of(chunk));
  }

  private static void asksToWait(Exchange x, int status, String header, String value)
      throws IOException {
    x.answer(Reply.of(status).header(header, value));
  }

  private static void refuseSlowly(Exchange x) throws IOException {
    x.pause(200);
    x.answer(Reply.of(401));
  }
}
