package org.recordingarchiver.archival;

import static org.assertj.core.api.Assertions.assertThat;

import gov.loc.repository.bagit.reader.BagReader;
import gov.loc.repository.bagit.verify.BagVerifier;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.recordingarchiver.archival.RunResult.Status;
import org.recordingarchiver.simulator.AcsSimulator;
import org.recordingarchiver.simulator.Payload;
import org.recordingarchiver.support.Hook;
import org.recordingarchiver.support.SharedArchivers;
import org.recordingarchiver.support.TestArchiver;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A bag tells whose call it was, and is refreshed when more of it becomes known. */
class CallJsonIT {

  private static final Payload METADATA =
      Payload.of(
          """
          {"chunkStartTime": "2026-01-05T07:00:00.1234567Z", "chunkDuration": "2000.0",
           "pauseResumeIntervals": [{"startTime": "2026-01-05T07:00:01Z", "duration": 500.0}]}
          """
              .getBytes(StandardCharsets.UTF_8));

  private static volatile Hook atPoint = point -> {};

  @RegisterExtension
  private static final SharedArchivers archivers =
      new SharedArchivers(point -> atPoint.reach(point));

  private static final AcsSimulator simulator = archivers.simulator();
  private static final Path home = archivers.home();
  private final TestArchiver archiver = archivers.with(Map.of());

  @AfterEach
  void goBy() {
    atPoint = point -> {};
  }

  private void announce() {
    simulator.put("doc", Payload.wav(1, Duration.ofSeconds(2), 1), METADATA);
    archiver.announce("recording", Instant.parse("2026-01-05T07:00:00Z"), "doc");
    // So long ago that the chunk would be given up.
    archiver.rows().sql("update chunk set expires_at = now() + interval '1 day'").update();
  }

  private String added(String id, String name) {
    return CallEventTexts.participantAdded(simulator.resource(), id, name);
  }

  @Test
  void tellsTheCallItsParticipantsAndTheRecordingsPlaceInIt() throws Exception {
    announce();
    archiver.ingest(CallEventTexts.started(simulator.resource(), "1", "x"), added("2", "Robin"));

    RunResult run = archiver.archive();

    assertThat(run.status()).as(run.toString()).isEqualTo(Status.COMPLETED);
    verify();
    JsonNode file = JsonMapper.shared().readTree(bag().resolve("call.json"));
    assertThat(file.at("/call/serverCallId").asString()).isEqualTo("S");
    assertThat(file.at("/call/startedAt").asString()).isEqualTo("2026-01-05T06:59:00Z");
    assertThat(file.at("/call/startedBy").asString()).isEqualTo("8:acs:r_a");
    JsonNode robin = file.at("/call/participants/0");
    assertThat(robin.at("/displayName").asString()).isEqualTo("Robin");
    assertThat(robin.at("/rawId").asString()).isEqualTo("8:acs:r_b");
    assertThat(robin.at("/role").asString()).isEqualTo("Attendee");
    assertThat(robin.at("/addedAt").asString()).isEqualTo("2026-01-05T06:59:01Z");
    assertThat(file.at("/recording/startsAfterCallMs").asLong()).isEqualTo(60_000);
    JsonNode chunk = file.at("/recording/chunks/0");
    assertThat(bag().resolve(chunk.at("/content").asString())).isRegularFile();
    assertThat(chunk.at("/durationMs").asLong()).isEqualTo(2000);
    assertThat(chunk.at("/pauses/0/startTime").asString()).isEqualTo("2026-01-05T07:00:01Z");
    assertThat(chunk.at("/pauses/0/durationMs").asLong()).isEqualTo(500);
  }

  @Test
  void refreshesThisFileAndItsManifestOnly() throws Exception {
    announce();
    archiver.archive();
    Map<String, Object> before = files();
    archiver.ingest(added("2", "Robin"));
    assertThat(archiver.bean(ArchiveRuns.class).plan(ArchiveRequest.usual()).toSeal()).isEqualTo(1);

    archiver.archive();

    verify();
    Map<String, Object> after = files();
    assertThat(after.keySet()).isEqualTo(before.keySet());
    after.entrySet().removeAll(before.entrySet());
    assertThat(after.keySet()).containsExactlyInAnyOrder("call.json", "tagmanifest-sha256.txt");
    assertThat(Files.readString(bag().resolve("call.json"))).contains("Robin");
    assertThat(simulator.journal().stream().filter(it -> it.method().equals("DELETE"))).hasSize(1);
  }

  @Test
  void isIdleWhenNothingMoreIsKnown() throws IOException {
    announce();
    archiver.ingest(added("2", "Robin"));
    archiver.archive();
    archiver.archive();
    Map<String, Object> before = files();
    String revision = archiver.value("select status || revision from recording");

    archiver.ingest(added("2", "Robin"));
    archiver.archive();

    assertThat(files()).isEqualTo(before);
    assertThat(revision).startsWith("SEALED");
    assertThat(archiver.value("select status || revision from recording")).isEqualTo(revision);
    assertThat(
            archiver.value(
                "select count(*) from batch_step_execution where step_name = 'sealRecordings'"))
        .isEqualTo("1");
  }

  @Test
  void missesNoEventThatComesWhileTheBagIsSealed() throws IOException {
    announce();
    atPoint =
        point -> {
          if (point.startsWith("before replace ") && point.contains("call.json")) {
            atPoint = later -> {};
            archiver.ingest(added("2", "Robin"));
          }
        };

    archiver.archive();
    assertThat(Files.readString(bag().resolve("call.json"))).doesNotContain("Robin");
    archiver.archive();

    assertThat(Files.readString(bag().resolve("call.json"))).contains("Robin");
  }

  @Test
  void aDryRunTouchesNothing() throws IOException {
    announce();
    archiver.archive();
    archiver.ingest(added("2", "Robin"));
    Map<String, Object> before = files();

    archiver.bean(ArchiveRuns.class).plan(ArchiveRequest.usual());

    assertThat(files()).isEqualTo(before);
    assertThat(archiver.value("select count(*) from call where to_show")).isEqualTo("1");
    assertThat(archiver.value("select status from recording")).isEqualTo("SEALED");
  }

  private void verify() throws Exception {
    try (BagVerifier verifier = new BagVerifier()) {
      verifier.isValid(new BagReader().read(bag()), false);
    }
  }

  /** Path and identity: a file that was replaced by equal bytes is another file. */
  private Map<String, Object> files() throws IOException {
    Map<String, Object> files = new TreeMap<>();
    try (Stream<Path> found = Files.walk(bag())) {
      found
          .filter(Files::isRegularFile)
          .forEach(file -> files.put(bag().relativize(file).toString(), inode(file)));
    }
    return files;
  }

  private static Object inode(Path file) {
    try {
      return Files.getAttribute(file, "unix:ino") + " " + Files.getLastModifiedTime(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path bag() {
    String key =
        archiver.value("select regexp_replace(content_key, '/data/.*', '') from archive_copy");
    return home.resolve("archive").resolve(key);
  }
}
