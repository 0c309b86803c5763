package org.recordingarchiver.archival;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.recordingarchiver.archival.RunResult.Status;
import org.recordingarchiver.ledger.AnnouncedChunk;
import org.recordingarchiver.simulator.AcsSimulator;
import org.recordingarchiver.simulator.Fault;
import org.recordingarchiver.simulator.Part;
import org.recordingarchiver.simulator.Payload;
import org.recordingarchiver.support.TestArchiver;
import org.recordingarchiver.support.TestPostgres;

/** Attacks on the first two invariants: nothing is deleted, and nothing ends, without proof. */
class ArchiveRecordingsDeletionIT {

  private static final Payload METADATA =
      Payload.of("{\"pauseResumeIntervals\": []}".getBytes(StandardCharsets.UTF_8));
  private static final Fault BUSY = Fault.unavailable(Duration.ofHours(1));

  @TempDir private static Path home;

  private static AcsSimulator simulator;
  private static TestArchiver archiver;
  private static int names;

  /** Unlike those of any other test: faults and archived files stay. */
  private final String doc = "doc-" + ++names;

  @BeforeAll
  static void start() {
    simulator = AcsSimulator.start();
    archiver = TestArchiver.start(simulator, TestPostgres.migrated(), home, Map.of());
  }

  @AfterAll
  static void stop() {
    archiver.close();
    simulator.close();
  }

  @AfterEach
  void forget() {
    archiver.forgetAll();
  }

  private static Payload wav(long seed) {
    return Payload.wav(1, Duration.ofSeconds(1), seed);
  }

  private static Instant hoursAgo(int hours) {
    return archiver.now().minus(Duration.ofHours(hours));
  }

  private void announce(int hoursAgo, AnnouncedChunk... chunks) {
    archiver.announce("recording of " + doc, hoursAgo(hoursAgo), List.of(chunks));
  }

  private static AnnouncedChunk withContent(AnnouncedChunk chunk, @Nullable String location) {
    return new AnnouncedChunk(
        chunk.documentId(),
        chunk.index(),
        chunk.endReason(),
        location,
        chunk.metadataLocation(),
        chunk.deleteLocation());
  }

  private static String content(String documentId) {
    return simulator.location(documentId, Part.CONTENT).toString();
  }

  private static String statuses() {
    return archiver.value("select string_agg(status, ',' order by id) from chunk");
  }

  private static void run(String sql) {
    archiver.rows().sql(sql).update();
  }

  private static void makeAllDue() {
    run("update chunk set not_before = now() where not_before is not null");
    run("update source_deletion set not_before = now()");
  }

  private long deletesSent() {
    return simulator.journal().stream()
        .filter(it -> it.method().equals("DELETE") && it.path().contains(doc))
        .count();
  }

  private static Path archived(String ending) {
    Path bag =
        home.resolve("archive")
            .resolve(
                archiver.value(
                    "select regexp_replace(content_key, '/data/.*', '') from archive_copy"));
    try (Stream<Path> files = Files.walk(bag)) {
      return files.filter(file -> file.toString().endsWith(ending)).findFirst().orElseThrow();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Archives the chunk and has its DELETE answered 503, so that a permit without receipt stays. */
  private AnnouncedChunk archivedWithOpenPermit() {
    simulator.put(doc, wav(1), METADATA);
    simulator.once(doc, Part.OBJECT, BUSY);
    AnnouncedChunk chunk = archiver.chunk(0, doc);
    announce(1, chunk);
    archiver.archive();
    assertThat(archiver.value("select receipt_at is null from source_deletion")).isEqualTo("true");
    return chunk;
  }

  @Test
  void neverDeletesAnObjectWhoseBytesItDidNotArchive() {
    simulator.put(doc, wav(1), METADATA);
    simulator.put(doc + "-other", wav(2), METADATA);
    simulator.always(doc, Part.CONTENT, Fault.notFound());
    AnnouncedChunk chunk = archiver.chunk(0, doc);
    announce(1, chunk);
    announce(1, withContent(chunk, content(doc + "-other")));

    archiver.archive();
    makeAllDue();
    archiver.archive();

    assertThat(statuses()).isEqualTo("ARCHIVED");
    assertThat(archiver.value("select kept_because from chunk")).isEqualTo("TOO_LITTLE_PROOF");
    assertThat(deletesSent()).isZero();
  }

  @Test
  void goesOnWithAPermitOnlyWhileNoUnarchivedChunkLivesAtItsObject() {
    archivedWithOpenPermit();
    announce(1, withContent(archiver.chunk(1, doc + "-late"), content(doc)));
    run("update chunk set not_before = now() + interval '1 hour' where status = 'QUEUED'");
    run("update recording set status = 'SEALED'");
    run("update source_deletion set not_before = now()");

    RunResult result = archiver.archive();

    assertThat(deletesSent()).isEqualTo(1);
    assertThat(simulator.holds(doc)).isTrue();
    assertThat(result.status()).isEqualTo(Status.COMPLETED);
  }

  @Test
  void saysSoWhenTheDatabaseRefusesAPermit() {
    simulator.put(doc, wav(1), METADATA);
    archiver.announce("another", hoursAgo(1), withContentList(doc + "-late", content(doc)));
    run("update chunk set not_before = now() + interval '1 hour'");
    announce(1, archiver.chunk(0, doc));

    RunResult result = archiver.archive();

    assertThat(deletesSent()).isZero();
    assertThat(result.message())
        .isEqualTo("archived 1 of 1 chunks (32.0 kB), deleted 0 sources; 1 waits");
  }

  private static List<AnnouncedChunk> withContentList(String documentId, String location) {
    return List.of(withContent(archiver.chunk(0, documentId), location));
  }

  @Test
  void aPermitIsWithdrawnWithTheCopyItWasGivenFor() throws IOException {
    archivedWithOpenPermit();
    Files.delete(archived(".wav"));
    makeAllDue();
    archiver.archive();
    assertThat(statuses()).isEqualTo("FAILED");
    assertThat(archiver.value("select count(*) from source_deletion")).isEqualTo("0");
    simulator.put(doc, wav(2), METADATA);

    RunResult result = archiver.archive();

    assertThat(result.status()).isEqualTo(Status.COMPLETED);
    assertThat(archived(".wav")).hasBinaryContent(wav(2).bytes());
    assertThat(statuses()).isEqualTo("SOURCE_DELETED");
  }

  @Test
  void neverCallsADamagedCopyArchived() throws IOException {
    archivedWithOpenPermit();
    Files.writeString(archived(".wav"), "damaged");
    makeAllDue();
    archiver.archive();
    assertThat(statuses()).isEqualTo("FAILED");
    simulator.expire(doc);
    run(
        "update chunk set expires_at = now() - interval '3 hours', lost_after = now() - interval '1 hour'");

    RunResult result = archiver.archive();

    assertThat(statuses()).isEqualTo("LOST");
    assertThat(result.message())
        .isEqualTo("archived 0 of 1 chunks (0 bytes), deleted 0 sources; 1 LOST");
  }

  @Test
  void takesTheCopyOfAKilledRunForAnArchivedOne() {
    archivedWithOpenPermit();
    simulator.expire(doc);
    run("delete from source_deletion");
    run("delete from archive_copy");
    run(
        """
        update chunk set status = 'FAILED', cause = 'UNREACHABLE', not_before = now(),
          content_sha256 = null, content_length = null, metadata_sha256 = null, metadata_length = null,
          expires_at = now() - interval '3 hours', lost_after = now() - interval '1 hour'
        """);

    archiver.archive();

    assertThat(
            archiver.value("select status || ' ' || proof_level || ' ' || kept_because from chunk"))
        .isEqualTo("ARCHIVED FOUND SOURCE_EXPIRED");
    assertThat(deletesSent()).isEqualTo(1);
  }

  @Test
  void sealsAgainAndDeletesAfterALaterChunkIsLost() {
    AnnouncedChunk chunk = archivedWithOpenPermit();
    announce(27, chunk, archiver.chunk(1, doc + "-lost"));
    makeAllDue();

    RunResult result = archiver.archive();

    assertThat(statuses()).isEqualTo("SOURCE_DELETED,LOST");
    assertThat(archiver.value("select status from recording")).isEqualTo("SEALED");
    assertThat(result.message())
        .isEqualTo("archived 0 of 1 chunks (0 bytes), deleted 0 sources; 1 LOST");
  }

  @Test
  void theBagSaysWhatBecameOfAChunkThatWasFailedWhenItWasSealed() throws IOException {
    simulator.put(doc, wav(1), METADATA);
    announce(25, archiver.chunk(0, doc), archiver.chunk(1, doc + "-gone"));
    archiver.archive();
    assertThat(statuses()).isEqualTo("SOURCE_DELETED,FAILED");
    assertThat(archived("bag-info.txt")).content().contains("not archived: FAILED NOT_FOUND");
    run("update chunk set lost_after = now(), not_before = now() where status = 'FAILED'");

    archiver.archive();

    assertThat(statuses()).isEqualTo("SOURCE_DELETED,LOST");
    assertThat(archived("bag-info.txt")).content().contains("not archived: LOST EXPIRED");
  }

  @Test
  void callsAChunkLostOnlyIfNoLocationHasIt() {
    simulator.put(doc + "-other", wav(2), METADATA);
    AnnouncedChunk chunk = archiver.chunk(0, doc);
    announce(27, chunk);
    announce(27, withContent(chunk, content(doc + "-other")));

    archiver.archive();

    assertThat(statuses()).isEqualTo("ARCHIVED");
    assertThat(deletesSent()).isZero();
  }

  @Test
  void triesAgainOnceALaterEventNamesAnotherLocation() {
    simulator.put(doc, wav(1), METADATA);
    AnnouncedChunk chunk = archiver.chunk(0, doc);
    announce(1, withContent(chunk, "https://storage.example/v1/objects/x/content/video"));
    archiver.archive();
    assertThat(archiver.value("select status || ' ' || cause from chunk"))
        .isEqualTo("FAILED REFUSED_URL");

    announce(1, chunk);
    archiver.archive();

    assertThat(statuses()).isEqualTo("ARCHIVED");
  }
}
