package org.recordingarchiver.archival;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.recordingarchiver.archival.RunResult.Status;
import org.recordingarchiver.ledger.ChunkQueue;
import org.recordingarchiver.ledger.Holders;
import org.recordingarchiver.ledger.LeaseLostException;
import org.recordingarchiver.ledger.RecordingsToSeal;
import org.recordingarchiver.ledger.Runs;
import org.recordingarchiver.simulator.AcsSimulator;
import org.recordingarchiver.simulator.Fault;
import org.recordingarchiver.simulator.Part;
import org.recordingarchiver.simulator.Payload;
import org.recordingarchiver.simulator.ServedRequest;
import org.recordingarchiver.support.Hook;
import org.recordingarchiver.support.OwnThread;
import org.recordingarchiver.support.TestArchiver;
import org.recordingarchiver.support.TestDatabase;
import org.recordingarchiver.support.TestPostgres;

/** Two applications at once on one database and one archive. */
class ArchiveRecordingsClusterIT {

  private static final Payload METADATA =
      Payload.of("{\"pauseResumeIntervals\": []}".getBytes(StandardCharsets.UTF_8));

  @TempDir private static Path home;

  private static AcsSimulator simulator;
  private static TestArchiver one;
  private static TestArchiver other;

  /** What the first of the two does at each point. */
  private static volatile Hook hook = point -> {};

  @BeforeAll
  static void start() {
    simulator = AcsSimulator.start();
    TestDatabase database = TestPostgres.migrated();
    Map<String, String> settings = Map.of("archiver.archive.exclusive", "false");
    one = TestArchiver.start(simulator, database, home, settings, point -> hook.reach(point));
    other = TestArchiver.start(simulator, database, home, settings);
    one.archive();
  }

  @AfterAll
  static void stop() {
    other.close();
    one.close();
    simulator.close();
  }

  @AfterEach
  void forget() {
    hook = point -> {};
    one.forgetAll();
  }

  private static CompletableFuture<RunResult> begin(TestArchiver archiver) {
    return OwnThread.supply(archiver::archive);
  }

  private static void serve(String documentId) {
    simulator.put(documentId, Payload.wav(1, Duration.ofMillis(200), 1), METADATA);
    one.announce("recording of " + documentId, one.now(), documentId);
  }

  /** Holds up the first application where a point begins with {@code start}, until released. */
  private static final class Barrier implements Hook {
    private final String start;
    private final CountDownLatch reached = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);

    Barrier(String start) {
      this.start = start;
    }

    @Override
    public void reach(String point) {
      if (point.startsWith(start)) {
        reached.countDown();
        await(released);
      }
    }

    void awaitReached() {
      await(reached);
    }

    void release() {
      released.countDown();
    }

    private static void await(CountDownLatch latch) {
      try {
        assertThat(latch.await(2, TimeUnit.MINUTES)).isTrue();
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
    }
  }

  @Test
  void twoRunsAtOnceFetchEachChunkOnce() {
    for (int i = 0; i < 60; i++) {
      serve("shared-" + i);
    }

    CompletableFuture<RunResult> first = begin(one);
    CompletableFuture<RunResult> second = begin(other);

    assertThat(first.join().status()).isEqualTo(Status.COMPLETED);
    assertThat(second.join().status()).isEqualTo(Status.COMPLETED);
    Map<String, Long> fetches =
        simulator.journal().stream()
            .map(ServedRequest::path)
            .filter(path -> path.contains("shared-") && path.endsWith("/content/video"))
            .collect(Collectors.groupingBy(path -> path, Collectors.counting()));
    assertThat(fetches).hasSize(60);
    assertThat(fetches.values()).containsOnly(1L);
    assertThat(one.value("select count(*) from chunk where status <> 'SOURCE_DELETED'"))
        .isEqualTo("0");
  }

  @Test
  void aSourceThatAnotherRunDeletedMeanwhileIsNoTrouble() {
    serve("deleted-twice");
    Barrier barrier = new Barrier("before look ");
    hook = barrier;
    CompletableFuture<RunResult> first = begin(one);
    barrier.awaitReached();

    other.archive();
    barrier.release();

    assertThat(first.join().status()).isEqualTo(Status.COMPLETED);
    assertThat(one.value("select receipt_status || ' ' || attempts from source_deletion"))
        .isEqualTo("200 1");
  }

  @Test
  void aRunLeavesAloneWhatAnotherIsAboutToDelete() {
    serve("in-other-hands");
    Barrier barrier = new Barrier("before delete");
    hook = barrier;
    CompletableFuture<RunResult> first = begin(one);
    barrier.awaitReached();

    other.archive();
    barrier.release();

    assertThat(first.join().status()).isEqualTo(Status.COMPLETED);
    assertThat(
            simulator.journal().stream()
                .filter(it -> it.method().equals("DELETE") && it.path().contains("in-other-hands")))
        .hasSize(1);
  }

  @Test
  void sweepsNothingOfARunThatStartedMeanwhile() {
    Barrier sweeping = new Barrier("before sweepIncoming");
    hook = sweeping;
    CompletableFuture<RunResult> first = begin(one);
    sweeping.awaitReached();
    serve("arriving");
    simulator.once("arriving", Part.CONTENT, new Fault.Slow(2_000));
    CompletableFuture<RunResult> second = begin(other);
    Awaitility.await()
        .until(() ->
            simulator.journal().stream()
                .anyMatch(
                    it -> it.path().contains("arriving/content/video") && it.bytesSent() > 0));

    sweeping.release();

    assertThat(first.join().status()).isEqualTo(Status.COMPLETED);
    assertThat(second.join().message())
        .isEqualTo("archived 1 of 1 chunks (6.4 kB), deleted 1 sources");
  }

  @Test
  void aHolderThatWasDeclaredDeadTakesNothing() {
    serve("not-for-the-dead");
    Holders holders = one.bean(Holders.class);
    long dead = holders.register("somewhere", 1);
    holders.end(dead);
    ChunkQueue.Order order =
        new ChunkQueue.Order(dead, 1, ChunkQueue.Part.DUE, 10, Set.of(), false);

    assertThatExceptionOfType(LeaseLostException.class)
        .isThrownBy(() -> one.bean(ChunkQueue.class).claim(order));
    assertThatExceptionOfType(LeaseLostException.class)
        .isThrownBy(() -> one.bean(RecordingsToSeal.class).claim(dead, 0, 10));
    assertThat(one.value("select string_agg(status, ',') from chunk")).isEqualTo("QUEUED");
  }

  @Test
  void aNewEventAndAnOutcomeOfTheSameChunkNeverBlockEachOther() throws Exception {
    serve("contended");
    Barrier barrier = new Barrier("before fetch");
    hook = barrier;
    CompletableFuture<RunResult> first = begin(one);
    barrier.awaitReached();
    try (var connection = one.connection();
        var statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      // As the inbox does: the recording first, then the chunk.
      statement.execute("select 1 from recording for no key update");
      barrier.release();
      Awaitility.await()
          .until(() ->
              one.value("select count(*) > 0 from pg_locks where not granted").equals("true"));
      statement.execute("update chunk set end_reason = 'late'");
      connection.commit();
    }

    assertThat(first.join().status()).isEqualTo(Status.COMPLETED);
  }

  @Test
  void aBatchIsRunAgainByOneAtATimeBesideOtherRuns() {
    one.announce("recording of again", one.now(), "again");
    RunResult first = one.archive();
    simulator.put("again", Payload.wav(1, Duration.ofMillis(200), 1), METADATA);
    Barrier barrier = new Barrier("before sweepIncoming");
    hook = barrier;
    CompletableFuture<RunResult> rerun = OwnThread.supply(() -> one.rerun(first.batch()));
    barrier.awaitReached();

    // Its holder is known, but not yet its run.
    assertThatExceptionOfType(RunActiveException.class)
        .isThrownBy(() -> other.rerun(first.batch()))
        .withMessageStartingWith("another run is active: process ");
    RunResult beside = other.archive();
    barrier.release();

    assertThat(beside.status()).isEqualTo(Status.COMPLETED);
    assertThat(rerun.join().status()).isEqualTo(Status.COMPLETED);
    assertThat(
            one.value(
                "select string_agg(status, ',' order by job_execution_id) from batch_job_execution where job_instance_id = "
                    + first.batch()))
        .isEqualTo("FAILED,COMPLETED");
  }

  @Test
  void aRerunWhoseHolderLivesIsNotAbandonedBeforeTheHolderNamesItsRun() {
    RunResult first = one.archive();
    Holders holders = one.bean(Holders.class);
    Runs runs = one.bean(Runs.class);
    long living = holders.register("elsewhere", 1, first.batch());
    one.rows().sql("update batch_job_execution set status = 'STARTED', end_time = null").update();
    one.rows()
        .sql(
            """
            insert into batch_job_execution_params
              (job_execution_id, parameter_name, parameter_type, parameter_value, identifying)
            values (?, 'rerunBy', 'java.lang.Long', ?, 'N')
            """)
        .params(first.run(), String.valueOf(living))
        .update();

    List<Long> whileItLives = runs.abandoned("archiveRecordings");
    holders.end(living);

    assertThat(whileItLives).isEmpty();
    assertThat(runs.abandoned("archiveRecordings")).containsExactly(first.run());
  }
}
