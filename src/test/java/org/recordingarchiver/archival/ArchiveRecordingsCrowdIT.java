package org.recordingarchiver.archival;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.recordingarchiver.archival.RunResult.Status;
import org.recordingarchiver.simulator.AcsSimulator;
import org.recordingarchiver.simulator.Payload;
import org.recordingarchiver.simulator.ServedRequest;
import org.recordingarchiver.support.OwnThread;
import org.recordingarchiver.support.TestArchiver;
import org.recordingarchiver.support.TestDatabase;
import org.recordingarchiver.support.TestPostgres;

/** Four applications at once on one database and one archive. */
class ArchiveRecordingsCrowdIT {

  private static final Payload METADATA =
      Payload.of("{\"pauseResumeIntervals\": []}".getBytes(StandardCharsets.UTF_8));
  private static final int RUNS = 4;
  private static final int CHUNKS = 400;

  @TempDir private Path home;

  @Test
  void fourRunsAtOnceFetchEachChunkOnceAndNeverBlockEachOther() {
    TestDatabase database = TestPostgres.migrated();
    Map<String, String> settings =
        Map.of("archiver.archive.exclusive", "false", "archiver.archive.lanes", "8");
    List<TestArchiver> archivers = new ArrayList<>();
    try (AcsSimulator simulator = AcsSimulator.start()) {
      for (int i = 0; i < RUNS; i++) {
        archivers.add(TestArchiver.start(simulator, database, home, settings));
      }
      serve(simulator, archivers.getFirst());

      List<RunResult> results = atOnce(archivers);

      assertThat(results).extracting(RunResult::status).containsOnly(Status.COMPLETED);
      assertThat(requests(simulator, "GET", "/content/video"))
          .hasSize(CHUNKS)
          .allSatisfy((path, times) -> assertThat(times).isEqualTo(1));
      assertThat(requests(simulator, "DELETE", "")).hasSize(CHUNKS);
      assertNoTrouble(archivers.getFirst());
    } finally {
      archivers.forEach(TestArchiver::close);
    }
  }

  /** Two chunks to each recording, so that runs meet in them. */
  private static void serve(AcsSimulator simulator, TestArchiver archiver) {
    for (int i = 0; i < CHUNKS; i += 2) {
      for (int chunk = i; chunk < i + 2; chunk++) {
        simulator.put("crowd-" + chunk, Payload.wav(1, Duration.ofMillis(200), chunk), METADATA);
      }
      archiver.announce("recording " + i, archiver.now(), "crowd-" + i, "crowd-" + (i + 1));
    }
  }

  private static List<RunResult> atOnce(List<TestArchiver> archivers) {
    CyclicBarrier all = new CyclicBarrier(RUNS);
    return archivers.stream()
        .map(archiver ->
            OwnThread.supply(() -> {
              await(all);
              return archiver.archive();
            }))
        .toList()
        .stream()
        .map(CompletableFuture::join)
        .toList();
  }

  private static void await(CyclicBarrier barrier) {
    try {
      barrier.await();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private static Map<String, Long> requests(AcsSimulator simulator, String method, String end) {
    return simulator.journal().stream()
        .filter(it -> it.method().equals(method) && it.path().endsWith(end))
        .map(ServedRequest::path)
        .collect(Collectors.groupingBy(path -> path, Collectors.counting()));
  }

  private static void assertNoTrouble(TestArchiver archiver) {
    // Statistics of sessions that go on are flushed once a second.
    assertThat(
            archiver.value(
                "select deadlocks from pg_stat_database where datname = current_database()"))
        .isEqualTo("0");
    assertThat(archiver.value("select string_agg(distinct status, ',') from chunk"))
        .isEqualTo("SOURCE_DELETED");
    assertThat(archiver.value("select string_agg(distinct status, ',') from recording"))
        .isEqualTo("SEALED");
    assertThat(archiver.value("select string_agg(distinct status, ',') from batch_step_execution"))
        .isEqualTo("COMPLETED");
    assertThat(
            archiver.value(
                "select sum(chunks) from (select count(*) as chunks from batch_chunk) b"))
        .isEqualTo(String.valueOf(CHUNKS));
    assertThat(archiver.value("select count(*) from holder where ended_at is null")).isEqualTo("0");
  }
}
