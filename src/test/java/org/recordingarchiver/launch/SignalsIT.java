package org.recordingarchiver.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.recordingarchiver.RecordingArchiver;
import org.recordingarchiver.archival.RunResult;
import org.recordingarchiver.simulator.AcsSimulator;
import org.recordingarchiver.simulator.Fault;
import org.recordingarchiver.simulator.Part;
import org.recordingarchiver.simulator.Payload;
import org.recordingarchiver.support.OwnPostgres;
import org.recordingarchiver.support.QuickJava;
import org.recordingarchiver.support.TestArchiver;

/** Real signals to a real {@code archive}. */
@Order(1)
class SignalsIT {

  /** How long a process waits for its database. */
  private static final Map<String, String> AS_USUAL =
      Map.of("spring.datasource.hikari.connection-timeout", "10000");

  private static final Payload METADATA =
      Payload.of("{\"pauseResumeIntervals\": []}".getBytes(StandardCharsets.UTF_8));

  /** 400 MB. */
  private static final Payload LARGE = Payload.wav(1, Duration.ofSeconds(12_500), 1);

  private static final int STOPPED = ExitCode.STOPPED.number();

  @TempDir private static Path directory;

  private static OwnPostgres postgres;
  private static AcsSimulator simulator;
  private static TestArchiver archiver;
  private static int names;

  private final List<Process> started = new ArrayList<>();
  private final String doc = "signal-" + ++names;

  @BeforeAll
  static void start() {
    postgres = new OwnPostgres(directory.resolve("postgres"));
    simulator = AcsSimulator.start();
    archiver =
        TestArchiver.start(simulator, postgres.database(), directory.resolve("home"), AS_USUAL);
    archiver.archive();
    archiver.forgetAll();
  }

  @AfterAll
  static void stop() {
    archiver.close();
    simulator.close();
    postgres.close();
  }

  @AfterEach
  void end() {
    started.forEach(Process::destroyForcibly);
    archiver.forgetAll();
  }

  private Process archive(String... options) throws IOException {
    List<String> command = new ArrayList<>();
    // A signal that a parent ignores, as shells do for SIGINT in the background, stays ignored.
    command.addAll(List.of("env", "--default-signal=INT,TERM"));
    command.addAll(QuickJava.command());
    command.addAll(List.of(RecordingArchiver.class.getName(), "archive"));
    command.addAll(List.of(options));
    command.addAll(
        List.of(
            TestArchiver.arguments(
                simulator, postgres.database(), directory.resolve("home"), AS_USUAL)));
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(directory.resolve(doc + ".out").toFile())
            .redirectError(directory.resolve(doc + ".err").toFile())
            .start();
    started.add(process);
    return process;
  }

  private static void signal(String name, Process process) throws IOException {
    new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid()))
        .inheritIO()
        .start()
        .onExit()
        .join();
  }

  private void serveLarge() {
    simulator.put(doc, LARGE, METADATA);
    archiver.announce("recording of " + doc, archiver.now(), doc);
  }

  /** Until so many requests for content were answered with more than a megabyte. */
  private void awaitFetch(int number, Process process) {
    Awaitility.await().forever().until(() -> !process.isAlive() || fetchesUnderWay() >= number);
  }

  private long fetchesUnderWay() {
    return simulator.journal().stream()
        .filter(it -> it.path().contains(doc + "/content/video") && it.bytesSent() > 1_000_000)
        .count();
  }

  private static String job() {
    return archiver.value(
        "select status || ' ' || exit_message from batch_job_execution order by 1 desc limit 1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"TERM", "INT"})
  void stopsInTheMiddleOfALargeFetchAndTheNextRunGoesOn(String name) throws IOException {
    serveLarge();
    simulator.always(doc, Part.CONTENT, new Fault.Slow(40_000_000));
    Process process = archive();
    awaitFetch(1, process);

    signal(name, process);

    assertThat(process.onExit().join().exitValue()).as(errors()).isEqualTo(STOPPED);
    assertThat(job())
        .isEqualTo(
            "STOPPED stopped by a signal, the next run goes on; archived 0 of 1 chunks (0 bytes),"
                + " deleted 0 sources; 1 waits");
    assertThat(archiver.value("select count(*) from holder where ended_at is null")).isEqualTo("0");
    assertThat(archiver.value("select status || attempts from chunk")).isEqualTo("QUEUED0");
    if (name.equals("INT")) {
      assertThat(archiver.archive().status()).isEqualTo(RunResult.Status.COMPLETED);
      assertThat(archiver.value("select status from chunk")).isEqualTo("SOURCE_DELETED");
    }
  }

  private String errors() throws IOException {
    return Files.readString(directory.resolve(doc + ".err"));
  }

  @Test
  void stopsWhileItWaitsToSeeWhetherAnotherRunIsAlive() throws IOException {
    // Never seen to move, never silent for a lease.
    archiver
        .rows()
        .sql(
            "insert into holder (host, pid, heartbeat_at) values ('elsewhere', 1, now() + interval '1 day')")
        .update();
    Process process = archive("--verbose");
    Awaitility.await()
        .forever()
        .until(() -> !process.isAlive() || errors().contains("waiting to see whether"));

    signal("TERM", process);

    assertThat(process.onExit().join().exitValue()).as(errors()).isEqualTo(STOPPED);
    assertThat(archiver.value("select count(*) from batch_job_execution")).isEqualTo("0");
    assertThat(archiver.value("select count(*) from holder where ended_at is null")).isEqualTo("1");
  }

  /** Nothing can be written then; the next run puts it right after the lease. */
  @Test
  void endsByItselfWhenTheDatabaseHangsAndAtOnceAtASecondSignal() throws Exception {
    serveLarge();
    simulator.always(doc, Part.CONTENT, new Fault.Slow(40_000_000));
    Process patient = archive();
    awaitFetch(1, patient);
    Duration once;
    Duration twice;
    postgres.freeze();
    try {
      once = timeToEnd(patient, 1);
    } finally {
      postgres.thaw();
    }
    archiver.forgetAll();
    serveAgain();
    int before = Math.toIntExact(fetchesUnderWay());
    Process impatient = archive();
    awaitFetch(before + 1, impatient);
    postgres.freeze();
    try {
      twice = timeToEnd(impatient, 2);
    } finally {
      postgres.thaw();
    }

    assertThat(patient.exitValue()).isEqualTo(STOPPED);
    assertThat(impatient.exitValue()).isEqualTo(STOPPED);
    assertThat(twice).isLessThan(once);
  }

  private void serveAgain() {
    archiver.announce("recording of " + doc, archiver.now(), doc);
  }

  private Duration timeToEnd(Process process, int signals) throws Exception {
    long begin = System.nanoTime();
    signal("TERM", process);
    for (int i = 1; i < signals; i++) {
      // The same signal twice at once counts as one.
      Awaitility.await().until(() -> errors().contains("stopping:"));
      signal("TERM", process);
    }
    process.onExit().join();
    return Duration.ofNanos(System.nanoTime() - begin);
  }
}
