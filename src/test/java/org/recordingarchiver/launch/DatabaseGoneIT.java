package org.recordingarchiver.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.recordingarchiver.archival.ArchiveRequest;
import org.recordingarchiver.archival.ArchiveRuns;
import org.recordingarchiver.archival.RunResult;
import org.recordingarchiver.ledger.ChunkQueue;
import org.recordingarchiver.report.StatusReport;
import org.recordingarchiver.simulator.AcsSimulator;
import org.recordingarchiver.simulator.Payload;
import org.recordingarchiver.support.Hook;
import org.recordingarchiver.support.OwnPostgres;
import org.recordingarchiver.support.TestArchiver;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** The database dies under a run, or is gone when a command needs it. */
@Order(1)
@ExtendWith(OutputCaptureExtension.class)
@ResourceLock(Resources.SYSTEM_OUT)
class DatabaseGoneIT {

  private static final Payload METADATA =
      Payload.of("{\"pauseResumeIntervals\": []}".getBytes(StandardCharsets.UTF_8));
  private static final int CHUNKS = 6;
  private static final Map<String, String> SETTINGS =
      Map.of(
          "archiver.archive.lanes", "4",
          // No other test has such a lease: what is said of it is said of us.
          "archiver.archive.lease", "5500ms",
          "spring.datasource.hikari.connection-timeout", "500",
          "spring.datasource.hikari.validation-timeout", "400",
          "spring.datasource.hikari.data-source-properties.socketTimeout", "2");

  @TempDir private static Path directory;

  private static OwnPostgres postgres;
  private static AcsSimulator simulator;

  /** Gives up soon when its database is gone. */
  private static TestArchiver archiver;

  /** Beside it, with the usual patience, for what is not to fail. */
  private static TestArchiver patient;

  private static volatile Hook hook = point -> {};
  private static int served;

  @BeforeAll
  static void start() {
    postgres = new OwnPostgres(directory.resolve("postgres"));
    simulator = AcsSimulator.start();
    archiver =
        TestArchiver.start(
            simulator,
            postgres.database(),
            directory.resolve("home"),
            SETTINGS,
            point -> hook.reach(point));
    patient =
        TestArchiver.start(simulator, postgres.database(), directory.resolve("home"), Map.of());
    patient.archive();
  }

  @AfterAll
  static void stop() {
    patient.close();
    archiver.close();
    simulator.close();
    postgres.close();
  }

  private static void serve() {
    for (int i = 0; i < CHUNKS; i++) {
      String document = "doc-" + served++;
      simulator.put(document, Payload.wav(1, Duration.ofMillis(200), 1), METADATA);
      archiver.announce("recording of " + document, archiver.now(), document);
    }
  }

  private static Outcome outcome() {
    try {
      RunResult result = archiver.archive();
      BrokenRuns.blameDatabase(result);
      return new Outcome(ExitCode.DONE, result.status() + " " + result.message());
    } catch (RuntimeException e) {
      return Outcome.of(DatabaseUnavailableException.of("the database", e));
    }
  }

  /** The pool looks again now and then. */
  private static void comeBack() {
    postgres.startAgain();
    awaitDatabase();
    archiver.makeHeartbeatsOld();
  }

  private static void awaitDatabase() {
    Awaitility.await()
        .atMost(Duration.ofMinutes(1))
        .ignoreExceptions()
        .until(() -> archiver.bean(ChunkQueue.class).waiting() >= 0);
  }

  private static void assertNextRunFinishesAll() {
    hook = point -> {};
    archiver.rows().sql("update chunk set not_before = now()").update();
    assertThat(patient.archive().status()).isEqualTo(RunResult.Status.COMPLETED);
    assertThat(archiver.value("select string_agg(distinct status, ',') from chunk"))
        .isEqualTo("SOURCE_DELETED");
    assertThat(
            archiver.value(
                "select string_agg(distinct status, ',') from batch_job_execution where status not in ('COMPLETED', 'FAILED', 'STOPPED')"))
        .isEqualTo("null");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"before fetch", "after put", "before replace ", "before look ", "after delete"})
  void aRunWhoseDatabaseDiesEndsWith5AndTheNextFinishesItsWork(String point) {
    serve();
    int before = simulator.journal().size();
    AtomicBoolean crashed = new AtomicBoolean();
    hook =
        Hook.once(
            point,
            () -> {
              postgres.crash();
              crashed.set(true);
            });

    Outcome outcome = outcome();

    assertThat(crashed).isTrue();

    assertThat(outcome.code()).isEqualTo(ExitCode.UNAVAILABLE);
    assertThat(outcome.message())
        .startsWith("the database: ")
        .containsAnyOf(
            "refused", "terminating connection", "closed", "I/O error", "request timed out");
    assertThat(simulator.journal().size() - before).isLessThanOrEqualTo(4 * CHUNKS);
    comeBack();
    assertNextRunFinishesAll();
  }

  @Test
  void aRunWhoseDatabaseHangsLongerThanItsLeaseEnds() {
    serve();
    hook = Hook.once("before fetch", postgres::freeze);

    Outcome outcome;
    try {
      outcome = outcome();
    } finally {
      postgres.thaw();
    }

    assertThat(outcome.code()).isEqualTo(ExitCode.UNAVAILABLE);
    awaitDatabase();
    archiver.makeHeartbeatsOld();
    assertNextRunFinishesAll();
  }

  @Test
  void aRunThatCouldNotBeatForALeaseEndsWith5AlthoughItsDatabaseIsBack(CapturedOutput output) {
    serve();
    hook =
        Hook.once(
            "before fetch",
            () -> {
              postgres.crash();
              Awaitility.await()
                  .atMost(Duration.ofMinutes(2))
                  .until(
                      () -> output.getAll().contains("no heartbeat for a whole lease of PT5.5S"));
              postgres.startAgain();
              awaitDatabase();
            });

    Outcome outcome = outcome();

    assertThat(outcome.code()).isEqualTo(ExitCode.UNAVAILABLE);
    archiver.makeHeartbeatsOld();
    assertNextRunFinishesAll();
  }

  @Test
  void whoeverNeedsADatabaseThatIsGoneSaysSo() {
    postgres.crash();

    try {
      assertThat(
              List.<Runnable>of(
                  () -> archiver.archive(),
                  () -> archiver.rerun(1),
                  () -> archiver.bean(StatusReport.class).standing(),
                  () -> archiver.ingest("{}"),
                  () -> archiver.bean(ArchiveRuns.class).plan(ArchiveRequest.usual())))
          .allSatisfy(need ->
              assertThatThrownBy(need::run)
                  .satisfies(e ->
                      assertThat(
                              Outcome.of(
                                      DatabaseUnavailableException.of("db", (RuntimeException) e))
                                  .code())
                          .isEqualTo(ExitCode.UNAVAILABLE)));
    } finally {
      comeBack();
    }
  }
}
