package org.recordingarchiver.archival;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.recordingarchiver.archival.RunResult.Status;
import org.recordingarchiver.ledger.Holders;
import org.recordingarchiver.ledger.LeaseLostException;
import org.recordingarchiver.simulator.AcsSimulator;
import org.recordingarchiver.simulator.Payload;
import org.recordingarchiver.support.Hook;
import org.recordingarchiver.support.TestArchiver;
import org.recordingarchiver.support.TestDatabase;
import org.recordingarchiver.support.TestPostgres;

/** Attacks on what the job repository says, on who may start, and on transactions left open. */
class ArchiveRecordingsTruthIT {

  private static final Payload METADATA =
      Payload.of("{\"pauseResumeIntervals\": []}".getBytes(StandardCharsets.UTF_8));

  /** Sessions of the application that are in a transaction, or hold a lock on the queue. */
  private static final String IN_TRANSACTION =
      """
      select count(*) from pg_stat_activity
      where datname = current_database() and application_name = 'recording-archiver'
        and xact_start is not null
      """;

  private static final TestDatabase DATABASE = TestPostgres.migrated();

  @TempDir private static Path home;

  private static AcsSimulator simulator;
  private static TestArchiver archiver;
  private static volatile Hook hook = point -> {};
  private static int names;

  private final String doc = "truth-" + ++names;

  @BeforeAll
  static void start() {
    simulator = AcsSimulator.start();
    // As the product is delivered.
    archiver =
        start(
            Map.of(
                "archiver.archive.lanes",
                "32",
                "spring.datasource.hikari.connection-timeout",
                "10000"));
  }

  private static TestArchiver start(Map<String, String> settings) {
    return TestArchiver.start(simulator, DATABASE, home, settings, point -> hook.reach(point));
  }

  @AfterAll
  static void stop() {
    archiver.close();
    simulator.close();
  }

  @AfterEach
  void forget() {
    hook = point -> {};
    archiver.forgetAll();
  }

  private void serve(int chunks) {
    for (int i = 0; i < chunks; i++) {
      String name = doc + "-" + i;
      simulator.put(name, Payload.wav(1, Duration.ofMillis(200), i), METADATA);
      archiver.announce("recording of " + name, archiver.now(), name);
    }
  }

  private static void run(String sql) {
    archiver.rows().sql(sql).update();
  }

  private static String job() {
    return archiver.value("select status || ': ' || exit_message from batch_job_execution");
  }

  /**
   * Lets {@code expected} threads come to a point, asks how many transactions are open, goes on.
   */
  private static AtomicInteger openTransactionsAt(String start, int expected) {
    CountDownLatch all = new CountDownLatch(expected);
    AtomicInteger open = new AtomicInteger(-1);
    hook =
        point -> {
          if (point.startsWith(start)) {
            all.countDown();
            try {
              assertThat(all.await(2, TimeUnit.MINUTES)).isTrue();
            } catch (InterruptedException e) {
              throw new AssertionError(e);
            }
            synchronized (open) {
              if (open.get() < 0) {
                open.set(steadyCount());
              }
            }
          }
        };
    return open;
  }

  /** Claims and heartbeats pass by; what stays is what counts. */
  private static int steadyCount() {
    int least = Integer.MAX_VALUE;
    for (int i = 0; i < 20; i++) {
      least = Math.min(least, Integer.parseInt(archiver.value(IN_TRANSACTION)));
    }
    return least;
  }

  @Test
  void noTransactionIsOpenWhile32LanesWaitForTheSource() {
    serve(32);
    AtomicInteger open = openTransactionsAt("before fetch", 32);

    RunResult result = archiver.archive();

    assertThat(open).hasValue(0);
    assertThat(result.message()).startsWith("archived 32 of 32 chunks");
  }

  @Test
  void noTransactionIsOpenWhile32SourcesAreDeleted() {
    serve(32);
    AtomicInteger open = openTransactionsAt("before delete", 32);

    assertThat(archiver.archive().status()).isEqualTo(Status.COMPLETED);

    assertThat(open).hasValue(0);
  }

  @Test
  void noTransactionIsOpenWhile32BagsAreSealed() {
    serve(32);
    AtomicInteger open = openTransactionsAt("before replace ", 32);

    assertThat(archiver.archive().status()).isEqualTo(Status.COMPLETED);

    assertThat(open).hasValue(0);
  }

  @Test
  void lanesWorkOnAfterTheirFirstSlice() {
    serve(4);
    hook =
        Hook.once(
            "before fetch",
            () -> {
              long begin = System.nanoTime();
              Awaitility.await()
                  .until(() -> System.nanoTime() - begin > Duration.ofMillis(1100).toNanos());
            });

    RunResult result = archiver.archive(new ArchiveRequest(4, null, false));

    assertThat(result.status()).isEqualTo(Status.COMPLETED);
  }

  @Test
  void aFaultOfTheProgramIsTroubleOfItsChunkAlone() {
    serve(3);
    hook =
        point -> {
          if (point.startsWith("before fetch") && point.contains(doc + "-1/")) {
            throw new IllegalStateException("boom");
          }
        };

    RunResult result = archiver.archive();

    assertThat(result.message())
        .isEqualTo("archived 2 of 3 chunks (12.9 kB), deleted 2 sources; 1 waits");
    assertThat(archiver.value("select message from chunk where status = 'QUEUED'"))
        .isEqualTo("not foreseen: java.lang.IllegalStateException: boom");
  }

  @Test
  void aLaneThatTheDatabaseFailsIsToldAndItsChunkIsFree() {
    serve(3);
    run(
        """
        create function boom() returns trigger language plpgsql as $$
        begin raise exception 'boom'; end $$
        """);
    run(
        "create trigger boom before insert on archive_copy for each row when (new.content_key like '%"
            + digestOf(doc + "-1")
            + "%') execute function boom()");

    RunResult result;
    try {
      result = archiver.archive();
    } finally {
      run("drop function boom cascade");
    }

    assertThat(result.status()).isEqualTo(Status.FAILED);
    assertThat(result.message())
        .contains("boom")
        .endsWith("archived 2 of 3 chunks (12.9 kB), deleted 0 sources; 1 waits");
    assertThat(job()).isEqualTo("FAILED: " + result.message());
    assertThat(archiver.value("select string_agg(status, ',' order by status) from chunk"))
        .isEqualTo("ARCHIVED,ARCHIVED,QUEUED");
    assertThat(
            archiver.value(
                "select count(*) from batch_step_execution where status not in ('COMPLETED', 'FAILED')"))
        .isEqualTo("0");
    assertThat(archiver.archive().message())
        .isEqualTo("archived 1 of 1 chunks (6.4 kB), deleted 1 sources");
  }

  private static String digestOf(String documentId) {
    return archiver.value(
        "select left(encode(sha256(convert_to('" + documentId + "', 'UTF8')), 'hex'), 8)");
  }

  @Test
  void aRunThatLostItsLeaseSaysSo() {
    serve(1);
    hook = Hook.once("before fetch", () -> run("update holder set ended_at = now()"));

    assertThatExceptionOfType(LeaseLostException.class)
        .isThrownBy(archiver::archive)
        .withMessageContaining("was declared dead: it was silent for longer than its lease");
    assertThat(archiver.value("select string_agg(distinct status, ',') from chunk"))
        .isEqualTo("QUEUED");
    assertThat(archiver.archive().message()).startsWith("archived 1 of 1 chunks");
  }

  @ParameterizedTest
  @ValueSource(strings = {".wav", ".acsmetadata.json"})
  void noticesACopyThatWasChangedAtEqualLengthSinceThisRunReadItBack(String ending) {
    serve(1);
    String name = digestOf(doc + "-0") + ending;
    hook = Hook.once("before replace ", () -> change(name));

    RunResult result = archiver.archive();

    assertThat(result.message()).contains("READ_BACK_MISMATCH 1");
    assertThat(archiver.value("select status || ' ' || cause from chunk"))
        .isEqualTo("FAILED READ_BACK_MISMATCH");
    assertThat(simulator.journal())
        .noneMatch(it -> it.method().equals("DELETE") && it.path().contains(doc));
  }

  private static void change(String name) {
    try (Stream<Path> files = Files.walk(home.resolve("archive"))) {
      Path file = files.filter(it -> it.toString().endsWith(name)).findFirst().orElseThrow();
      FileTime modified = Files.getLastModifiedTime(file);
      byte[] bytes = Files.readAllBytes(file);
      bytes[bytes.length - 1] ^= 1;
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
      Files.write(file, bytes);
      Files.setLastModifiedTime(file, modified);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void readsACopyBackOnlyOnceIfNobodyTouchedIt() {
    AtomicInteger reads = new AtomicInteger();
    serve(1);
    Hook looked = counting("before lookAndReadBack ", reads);
    Hook again = counting("before readBack ", reads);
    hook =
        point -> {
          looked.reach(point);
          again.reach(point);
        };

    archiver.archive();

    assertThat(archiver.value("select status from chunk")).isEqualTo("SOURCE_DELETED");
    assertThat(reads).hasValue(2);
  }

  private static Hook counting(String start, AtomicInteger count) {
    return point -> {
      if (point.startsWith(start)) {
        count.incrementAndGet();
      }
    };
  }

  @Test
  void aRunStoppedWhileItSealsOrDeletesEndsStopped() {
    for (String point : new String[] {"before replace ", "before look "}) {
      serve(1);
      hook = Hook.once(point, () -> currentRun().stop("told to"));

      RunResult result = archiver.archive();

      assertThat(result.status()).isEqualTo(Status.STOPPED);
      assertThat(result.message()).startsWith("told to; archived 1 of 1 chunks (6.4 kB)");
      assertThat(archiver.archive().status()).isEqualTo(Status.COMPLETED);
      assertThat(archiver.value("select status from chunk")).isEqualTo("SOURCE_DELETED");
      archiver.forgetAll();
    }
  }

  private static Run currentRun() {
    return Objects.requireNonNull(archiver.bean(ActiveRun.class).current());
  }

  @Test
  void makesFailedWhateverDeadRunsLeftUnfinished() {
    long unknown = archiver.archive().run();
    long started = archiver.archive().run();
    long failed = archiver.archive().run();
    run(
        "update batch_job_execution set status = 'UNKNOWN', end_time = null where job_execution_id = "
            + unknown);
    run(
        "update batch_job_execution set status = 'STARTED', end_time = null where job_execution_id = "
            + started);
    run("update batch_job_execution set status = 'FAILED' where job_execution_id = " + failed);
    run(
        "update batch_step_execution set status = 'STARTED', end_time = null, exit_code = 'EXECUTING'");

    archiver.archive();

    assertThat(recovered(unknown))
        .isEqualTo("FAILED FAILED FAILED: the process that worked on it died");
    assertThat(recovered(started))
        .isEqualTo("FAILED FAILED FAILED: the process that worked on it died");
    assertThat(recovered(failed)).isEqualTo("FAILED FAILED FAILED: its end was not recorded");
    assertThat(
            archiver.value(
                "select count(*) from batch_step_execution where status not in ('COMPLETED', 'FAILED')"))
        .isEqualTo("0");
  }

  private static String recovered(long run) {
    return archiver.value(
        """
        select format('%s %s %s: %s', j.status, s.status, s.exit_code,
                      split_part(s.exit_message, '; recovered at ', 1))
        from batch_job_execution j join batch_step_execution s using (job_execution_id)
        where job_execution_id =\
        """
            + run);
  }

  @Test
  void waitsForOneLeaseToSeeWhetherAHolderIsDeadAndLocksNobodyOutMeanwhile() {
    serve(1);
    Holders holders = archiver.bean(Holders.class);
    try (TestArchiver hurried = start(Map.of("archiver.archive.lease", "5s"))) {
      long dead = holders.register("elsewhere", 42);
      long begin = System.nanoTime();
      AtomicLong lastFree = new AtomicLong(begin);
      Thread witness =
          Thread.ofVirtual()
              .start(() ->
                  Awaitility.await()
                      .until(() -> {
                        holders.whileNobodyElseStarts(() -> 1);
                        boolean over = hasEnded(dead);
                        if (!over) {
                          lastFree.set(System.nanoTime());
                        }
                        return over;
                      }));

      assertThat(hurried.archive().status()).isEqualTo(Status.COMPLETED);

      assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThan(Duration.ofSeconds(4));
      assertThat(Duration.ofNanos(lastFree.get() - begin))
          .as("when another could have started, long after the run began to wait")
          .isGreaterThan(Duration.ofSeconds(2));
      witness.interrupt();
    }
  }

  private static boolean hasEnded(long holder) {
    return archiver
        .value("select ended_at is not null from holder where id = " + holder)
        .equals("true");
  }

  @Test
  void refusesToStartBesideALivingRun() {
    Holders holders = archiver.bean(Holders.class);
    long living = holders.register("elsewhere", 42);
    AtomicBoolean over = new AtomicBoolean();
    Thread beating =
        Thread.ofVirtual()
            .start(() ->
                Awaitility.await()
                    .until(() -> {
                      holders.beat(living);
                      return over.get();
                    }));

    assertThatExceptionOfType(RunActiveException.class)
        .isThrownBy(archiver::archive)
        .withMessageStartingWith("another run is active: process 42 on elsewhere, started ")
        .withMessageEndingWith("; it has taken no chunk yet; 0 chunks are at risk");
    over.set(true);
    beating.interrupt();
  }
}
