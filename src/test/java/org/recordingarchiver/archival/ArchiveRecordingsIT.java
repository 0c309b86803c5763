package org.recordingarchiver.archival;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.recordingarchiver.archival.RunResult.Status;
import org.recordingarchiver.ledger.AnnouncedChunk;
import org.recordingarchiver.simulator.AcsSimulator;
import org.recordingarchiver.simulator.Fault;
import org.recordingarchiver.simulator.Part;
import org.recordingarchiver.simulator.Payload;
import org.recordingarchiver.simulator.ServedRequest;
import org.recordingarchiver.support.OwnThread;
import org.recordingarchiver.support.SharedArchivers;
import org.recordingarchiver.support.TestArchiver;

@Order(1)
class ArchiveRecordingsIT {

  private static final Payload METADATA =
      Payload.of("{\r\n  \"pauseResumeIntervals\": []\r\n}".getBytes(StandardCharsets.UTF_8));

  @RegisterExtension private static final SharedArchivers archivers = new SharedArchivers();

  private static final AcsSimulator simulator = archivers.simulator();
  private static final Path home = archivers.home();
  private TestArchiver archiver = archivers.with(Map.of());

  private void with(String setting, String value) {
    archiver = archivers.with(Map.of(setting, value));
  }

  private Payload wav(long seed) {
    return Payload.wav(1, Duration.ofSeconds(2), seed);
  }

  private void serve(String documentId, long seed) {
    simulator.put(documentId, wav(seed), METADATA);
  }

  private Instant justNow() {
    return archiver.now().minus(Duration.ofMinutes(5));
  }

  private List<Path> archived(String ending) {
    try (Stream<Path> files = Files.walk(home.resolve("archive"))) {
      return files.filter(file -> file.toString().endsWith(ending)).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] bytes(Payload payload) {
    return payload.bytes();
  }

  private List<String> deletes() {
    return simulator.journal().stream()
        .filter(request -> request.method().equals("DELETE"))
        .map(ServedRequest::path)
        .toList();
  }

  private String statuses() {
    return archiver.value("select string_agg(status, ',' order by id) from chunk");
  }

  @Test
  void archivesProvesAndDeletesWhatAnEventAnnounced() throws IOException {
    serve("doc-1", 1);
    archiver.announce("recording-1", justNow(), "doc-1");

    RunResult result = archiver.archive();

    assertThat(result.status()).isEqualTo(Status.COMPLETED);
    assertThat(result.message()).isEqualTo("archived 1 of 1 chunks (64.0 kB), deleted 1 sources");
    assertThat(archived(".wav")).hasSize(1);
    assertThat(archived(".wav").getFirst()).hasBinaryContent(bytes(wav(1)));
    assertThat(archived(".acsmetadata.json").getFirst()).hasBinaryContent(METADATA.bytes());
    assertThat(simulator.holds("doc-1")).isFalse();
    assertThat(statuses()).isEqualTo("SOURCE_DELETED");
    assertThat(archiver.value("select receipt_status from source_deletion")).isEqualTo("200");
  }

  @Test
  void tellsTheTruthInTheJobRepository() {
    serve("doc-1", 1);
    serve("doc-2", 2);
    archiver.announce("recording-1", justNow(), "doc-1", "doc-2", "doc-gone");

    RunResult result = archiver.archive();

    assertThat(result.status()).isEqualTo(Status.FAILED);
    assertThat(result.message())
        .isEqualTo("archived 2 of 3 chunks (128.1 kB), deleted 0 sources; 1 waits");
    assertThat(
            archiver.value(
                "select status || ' ' || exit_code || ' ' || exit_message from batch_job_execution"))
        .isEqualTo("FAILED FAILED " + result.message());
    assertThat(
            archiver.value(
                """
                select string_agg(format('%s %s %s/%s/%s', step_name, status, read_count, write_count,
                                         process_skip_count), E'\\n' order by step_execution_id)
                from batch_step_execution where step_name not like 'lane:%'
                """))
        .isEqualTo(
            """
            archiveChunks COMPLETED 3/2/1
            sealRecordings COMPLETED 0/0/0
            deleteSources COMPLETED 0/0/0
            settleBatch FAILED 0/0/0\
            """);
  }

  @Test
  void aLaneGoesOnForAsLongAsThereIsWork() {
    with("archiver.archive.lanes", "1");
    for (int i = 0; i < 3; i++) {
      serve("doc-" + i, i);
      simulator.once("doc-" + i, Part.CONTENT, new Fault.Slow(50_000));
    }
    archiver.announce("recording-1", justNow(), "doc-0", "doc-1", "doc-2");

    RunResult result = archiver.archive();

    assertThat(result.message()).isEqualTo("archived 3 of 3 chunks (192.1 kB), deleted 3 sources");
    assertThat(
            archiver.value(
                "select commit_count > 1 from batch_step_execution where step_name = 'lane:000'"))
        .isEqualTo("true");
  }

  @Test
  void holdsNoConnectionWhileBytesTravel() {
    with("archiver.archive.lanes", "32");
    for (int i = 0; i < 32; i++) {
      serve("doc-" + i, i);
      simulator.once("doc-" + i, Part.CONTENT, new Fault.Slow(5_000));
      archiver.announce("recording-" + i, justNow(), "doc-" + i);
    }
    Set<String> held = new ConcurrentSkipListSet<>();
    RunObserver observer =
        progress -> {
          if (progress.bytes() > 0 && progress.done() == 0) {
            held.add(
                archiver.bean(HikariDataSource.class).getHikariPoolMXBean().getActiveConnections()
                    + " connections in use");
          }
        };

    RunResult result = archiver.bean(ArchiveRuns.class).archive(ArchiveRequest.usual(), observer);

    assertThat(result.status()).isEqualTo(Status.COMPLETED);
    assertThat(held).contains("0 connections in use");
    assertThat(archiver.bean(HikariDataSource.class).getMaximumPoolSize()).isEqualTo(4);
  }

  @Test
  void stopsInTheMiddleOfAFetchAndResumes() throws InterruptedException {
    serve("doc-1", 1);
    simulator.once("doc-1", Part.CONTENT, new Fault.Slow(1_000));
    archiver.announce("recording-1", justNow(), "doc-1");
    CountDownLatch fetching = new CountDownLatch(1);
    RunObserver observer =
        progress -> {
          if (progress.bytes() > 0) {
            fetching.countDown();
          }
        };
    ArchiveRuns runs = archiver.bean(ArchiveRuns.class);
    CompletableFuture<RunResult> run =
        OwnThread.supply(() -> runs.archive(ArchiveRequest.usual(), observer));
    fetching.await();

    archivers.end(archiver);
    RunResult stopped = run.join();

    assertThat(stopped.status()).isEqualTo(Status.STOPPED);
    assertThat(stopped.message())
        .isEqualTo(
            "stopped by a signal, the next run goes on; archived 0 of 1 chunks (0 bytes), deleted 0 sources; 1 waits");
    assertThat(statuses()).isEqualTo("QUEUED");
    archiver = archivers.with(Map.of());
    assertThat(archiver.archive().status()).isEqualTo(Status.COMPLETED);
    assertThat(statuses()).isEqualTo("SOURCE_DELETED");
  }

  @Test
  void lanesNeverOutnumberTheChunks() {
    serve("doc-1", 1);
    serve("doc-2", 2);
    archiver.announce("recording-1", justNow(), "doc-1", "doc-2");

    archiver.archive();

    assertThat(
            archiver.value(
                "select count(*) from batch_step_execution where step_name like 'lane:%'"))
        .isEqualTo("2");
  }

  @Test
  void anIdleRunExecutesNothingButItsLastStep() {
    RunResult result = archiver.archive();

    assertThat(result.status()).isEqualTo(Status.COMPLETED);
    assertThat(result.message()).isEqualTo("nothing to archive");
    assertThat(archiver.value("select string_agg(step_name, ',') from batch_step_execution"))
        .isEqualTo("settleBatch");
  }

  @Test
  void keepsTheSourceOfAChunkWhoseSiblingIsNotArchivedYet() {
    serve("doc-1", 1);
    archiver.announce("recording-1", justNow(), "doc-1", "doc-late");
    archiver.archive();
    assertThat(deletes()).isEmpty();

    serve("doc-late", 2);
    makeDue();
    RunResult second = archiver.archive();

    assertThat(second.status()).isEqualTo(Status.COMPLETED);
    assertThat(statuses()).isEqualTo("SOURCE_DELETED,SOURCE_DELETED");
  }

  private void makeDue() {
    archiver.rows().sql("update chunk set not_before = now() where status = 'QUEUED'").update();
  }

  @Test
  void neverDeletesWhatTheEventDoesNotAllow() {
    serve("doc-1", 1);
    serve("doc-2", 2);
    AnnouncedChunk first = archiver.chunk(0, "doc-1");
    AnnouncedChunk second = archiver.chunk(1, "doc-2");
    archiver.announce(
        "recording-1",
        justNow(),
        List.of(
            withDeleteLocation(first, null),
            withDeleteLocation(second, simulator.location("other", Part.OBJECT).toString())));

    RunResult result = archiver.archive();

    assertThat(result.status()).isEqualTo(Status.COMPLETED);
    assertThat(result.message())
        .isEqualTo(
            "archived 2 of 2 chunks (128.1 kB), deleted 0 sources; 2 sources kept (NO_LOCATION 1, OTHER_OBJECT 1)");
    assertThat(deletes()).isEmpty();
  }

  private static AnnouncedChunk withDeleteLocation(
      AnnouncedChunk chunk, @Nullable String location) {
    return new AnnouncedChunk(
        chunk.documentId(),
        chunk.index(),
        chunk.endReason(),
        chunk.contentLocation(),
        chunk.metadataLocation(),
        location);
  }

  @Test
  void deletesOnceALaterEventNamesTheDeleteLocation() {
    serve("doc-1", 1);
    AnnouncedChunk chunk = archiver.chunk(0, "doc-1");
    archiver.announce("recording-1", justNow(), List.of(withDeleteLocation(chunk, null)));
    archiver.archive();
    assertThat(archiver.value("select kept_because from chunk")).isEqualTo("NO_LOCATION");

    archiver.announce("recording-1", justNow(), List.of(chunk));
    archiver.archive();

    assertThat(statuses()).isEqualTo("SOURCE_DELETED");
  }

  @Test
  void deletesLaterWhatWasKeptWhileDeletingWasSwitchedOff() {
    with("archiver.archive.delete-source", "false");
    serve("doc-1", 1);
    archiver.announce("recording-1", justNow(), "doc-1");
    RunResult first = archiver.archive();
    assertThat(first.message())
        .isEqualTo(
            "archived 1 of 1 chunks (64.0 kB), deleted 0 sources; 1 sources kept (SWITCHED_OFF 1)");

    with("archiver.archive.delete-source", "true");
    archiver.archive();

    assertThat(statuses()).isEqualTo("SOURCE_DELETED");
  }

  @Test
  void keepsForEverWhatTheBatchWasToldToKeep() {
    serve("doc-1", 1);
    archiver.announce("recording-1", justNow(), "doc-1");

    archiver.archive(new ArchiveRequest(null, null, true));
    archiver.archive();

    assertThat(deletes()).isEmpty();
    assertThat(archiver.value("select kept_because from chunk")).isEqualTo("KEEP_SOURCE");
  }

  @Test
  void callsAChunkLostOnlyWhenItsTimeIsOver() {
    archiver.announce("fresh", justNow(), "doc-fresh");
    archiver.announce("expired", archiver.now().minus(Duration.ofHours(25)), "doc-expired");
    archiver.announce("old", archiver.now().minus(Duration.ofHours(27)), "doc-old");

    RunResult result = archiver.archive();

    assertThat(statuses()).isEqualTo("QUEUED,FAILED,LOST");
    assertThat(result.message())
        .isEqualTo(
            "archived 0 of 3 chunks (0 bytes), deleted 0 sources; 1 failed (NOT_FOUND 1), 1 LOST, 1 waits");
  }

  @Test
  void archivesContentWithoutItsMetadataRatherThanLosingIt() {
    simulator.put("doc-1", wav(1));
    archiver.announce("recording-1", archiver.now().minus(Duration.ofHours(20)), "doc-1");

    RunResult result = archiver.archive();

    assertThat(archived(".wav")).hasSize(1);
    assertThat(result.message()).endsWith("1 sources kept (METADATA_MISSING 1)");
    assertThat(deletes()).isEmpty();
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"https://evil.example/metadata", "https://x.blob.core.windows.net/m"})
  void archivesContentWhoseMetadataCanNeverBeHad(@Nullable String metadataLocation) {
    serve("doc-1", 1);
    AnnouncedChunk chunk = archiver.chunk(0, "doc-1");
    archiver.announce(
        "recording-1",
        justNow(),
        List.of(
            new AnnouncedChunk(
                chunk.documentId(),
                chunk.index(),
                chunk.endReason(),
                chunk.contentLocation(),
                metadataLocation,
                chunk.deleteLocation())));

    RunResult result = archiver.archive();

    assertThat(archived(".wav")).hasSize(1);
    assertThat(result.message()).endsWith("1 sources kept (METADATA_MISSING 1)");
    assertThat(deletes()).isEmpty();
  }

  @Test
  void believesAnAnswerWithoutLengthOnlyWhenItComesTwice() {
    serve("doc-1", 1);
    simulator.always("doc-1", Part.CONTENT, new Fault.NoLength());
    archiver.announce("recording-1", justNow(), "doc-1");

    archiver.archive();

    assertThat(statuses()).isEqualTo("SOURCE_DELETED");
    assertThat(
            simulator.journal().stream()
                .filter(request -> request.path().endsWith("/content/video"))
                .count())
        .isEqualTo(2);
  }

  @Test
  void pausesAResourceThatRefusesThreeChunksInARow() {
    for (int i = 0; i < 80; i++) {
      serve("doc-" + i, i);
      simulator.always("doc-" + i, Part.METADATA, Fault.unauthorized());
      archiver.announce("recording-" + i, justNow(), "doc-" + i);
    }

    RunResult result = archiver.archive();

    assertThat(result.status()).isEqualTo(Status.FAILED);
    assertThat(archiver.value("select count(*) from chunk where status = 'QUEUED'"))
        .isEqualTo("80");
    // What 32 lanes had under way, each asked once more with a fresh date.
    assertThat(simulator.journal()).hasSizeLessThan(80);
  }

  @Test
  void refusesAnArchiveThatIsNotTheOneTheLedgerKnows() throws IOException {
    serve("doc-1", 1);
    archiver.announce("recording-1", justNow(), "doc-1");
    archiver.archive();
    Files.writeString(home.resolve("archive/.recording-archive.tmp"), "");
    Path marker = home.resolve("archive/.recording-archive");
    Path elsewhere = home.resolve("elsewhere");
    Files.move(marker, elsewhere);

    assertThatThrownBy(() -> archiver.archive()).isInstanceOf(ArchiveUnavailableException.class);

    Files.move(elsewhere, marker);
  }

  @Test
  void fetchesAgainWhenTheCopyChangedBeforeItsSourceIsDeleted() throws IOException {
    with("archiver.archive.delete-source", "false");
    serve("doc-1", 1);
    archiver.announce("recording-1", justNow(), "doc-1");
    archiver.archive();
    Path copy = archived(".wav").getFirst();
    Files.delete(copy);

    with("archiver.archive.delete-source", "true");
    archiver.archive();
    assertThat(deletes()).isEmpty();
    assertThat(statuses()).isEqualTo("FAILED");
    archiver.archive();

    assertThat(copy).hasBinaryContent(bytes(wav(1)));
    assertThat(statuses()).isEqualTo("SOURCE_DELETED");
  }

  @Test
  void takesNoMoreThanItsLimitLeastSlackFirst() {
    for (int hours = 1; hours <= 5; hours++) {
      serve("doc-" + hours, hours);
      archiver.announce(
          "recording-" + hours, archiver.now().minus(Duration.ofHours(hours)), "doc-" + hours);
    }

    archiver.archive(new ArchiveRequest(2, null, false));

    assertThat(
            archiver.value(
                "select string_agg(document_id, ',' order by document_id) from chunk where status = 'SOURCE_DELETED'"))
        .isEqualTo("doc-4,doc-5");
  }

  @Test
  void dryRunTouchesNothing() {
    try (SharedArchivers others = new SharedArchivers()) {
      TestArchiver untouched = others.with(Map.of());
      untouched.announce("recording-1", justNow(), "doc-1");

      ArchivePlan plan = untouched.bean(ArchiveRuns.class).plan(ArchiveRequest.usual());

      assertThat(plan.chunks())
          .extracting(ArchivePlan.PlannedChunk::documentId)
          .containsExactly("doc-1");
      assertThat(others.simulator().journal()).isEmpty();
      assertThat(others.home().resolve("archive")).doesNotExist();
      assertThat(untouched.value("select count(*) from batch_job_execution")).isEqualTo("0");
    }
  }
}
