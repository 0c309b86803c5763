package org.recordingarchiver.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.recordingarchiver.simulator.AcsSimulator;
import org.recordingarchiver.simulator.Fault;
import org.recordingarchiver.simulator.Part;
import org.recordingarchiver.simulator.Payload;
import org.recordingarchiver.support.TestArchiver;
import org.recordingarchiver.support.TestDatabase;
import org.recordingarchiver.support.TestPostgres;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The real jar, on two batches that failed. */
@Order(1)
class RerunCommandIT {

  private static final Map<String, String> SETTINGS = Map.of("archiver.retry.attempts", "1");

  @TempDir private Path directory;

  private final TestDatabase database = TestPostgres.migrated();
  private AcsSimulator simulator;
  private long one;
  private long other;

  @BeforeEach
  void failTwoBatches() {
    simulator = AcsSimulator.start();
    try (TestArchiver archiver = TestArchiver.start(simulator, database, home(), SETTINGS)) {
      archiver.announce("recording-1", archiver.now(), "doc-1");
      one = archiver.archive().batch();
      archiver.announce("recording-2", archiver.now(), "doc-2");
      other = archiver.archive().batch();
    }
  }

  @AfterEach
  void stop() {
    simulator.close();
  }

  private Path home() {
    return directory.resolve("home");
  }

  private void serve(String documentId) {
    simulator.put(
        documentId,
        Payload.wav(1, Duration.ofMillis(200), 1),
        Payload.of("{\"pauseResumeIntervals\": []}".getBytes(StandardCharsets.UTF_8)));
  }

  private List<String> command(String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of(TestArchiver.arguments(simulator, database, home(), SETTINGS)));
    return all;
  }

  private Ran run(String... arguments) {
    return Ran.launcher(directory, Map.of(), command(arguments).toArray(String[]::new));
  }

  @Test
  void saysWhatItWouldDoThenDoesItOnce() {
    Ran plan = run("rerun", "--all", "--dry-run");
    serve("doc-1");
    Ran half = run("rerun", "--cause", "not-found");
    serve("doc-2");
    Ran rest = run("rerun", "" + one, "" + other);
    Ran unknown = run("rerun", "" + one, "4711");

    assertThat(plan.code()).as(plan.toString()).isZero();
    assertThat(plan.out())
        .isEqualTo(
            """
            would rerun 2 batches, with 2 chunks to try; nothing was touched
              batch %d  1 chunk (NOT_FOUND 1); bytes not known
              batch %d  1 chunk (NOT_FOUND 1); bytes not known
            """
                .formatted(one, other));
    assertThat(plan.err()).isEmpty();
    assertThat(half.code()).as(half.toString()).isEqualTo(3);
    assertThat(half.out())
        .isEqualTo(
            """
            batch %d: archived 1 of 1 chunks (6.4 kB), deleted 1 sources
            batch %d: archived 0 of 1 chunks (0 bytes), deleted 0 sources; 1 failed (NOT_FOUND 1)
            """
                .formatted(one, other));
    assertThat(half.err()).startsWith("reruns 2 batches, with 2 chunks to try\n");
    assertThat(rest.code()).as(rest.toString()).isZero();
    assertThat(rest.out())
        .isEqualTo(
            """
            batch %d: COMPLETED already, nothing to do
            batch %d: archived 1 of 1 chunks (6.4 kB), deleted 1 sources
            """
                .formatted(one, other));
    assertThat(rest.err())
        .startsWith(
            """
            reruns 1 batch, with 1 chunk to try
              batch %d  is COMPLETED: nothing to do
              batch %d  1 chunk (NOT_FOUND 1); bytes not known
            """
                .formatted(one, other));
    assertThat(unknown.code()).isEqualTo(2);
    assertThat(unknown.out()).isEmpty();
    assertThat(unknown.err())
        .isEqualTo(
            "recording-archiver: there is no batch 4711 in the job repository; `status` lists the last ones\n");
  }

  @Test
  void aSignalEndsItAndLeavesTheOtherBatchesAsTheyWere() throws Exception {
    serve("doc-1");
    serve("doc-2");
    simulator.once("doc-1", Part.CONTENT, new Fault.Slow(100));
    int before = simulator.journal().size();
    List<String> command = new ArrayList<>(List.of(PreparedLauncher.SCRIPT));
    command.addAll(command("rerun", "" + one, "" + other));
    Path out = directory.resolve("out.txt");
    Path err = directory.resolve("err.txt");
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
    builder.environment().putAll(PreparedLauncher.environment(Map.of()));
    Process process = builder.start();
    while (simulator.journal().stream()
        .skip(before)
        .noneMatch(it -> it.path().endsWith("/video") && it.bytesSent() > 100)) {
      assertThat(process.isAlive()).as(Files.readString(err)).isTrue();
      Thread.sleep(50);
    }

    process.destroy();

    assertThat(process.waitFor()).as(Files.readString(err)).isEqualTo(ExitCode.STOPPED.number());
    assertThat(Files.readString(out))
        .isEqualTo(
            "batch %d: stopped by a signal, the next run goes on; archived 0 of 1 chunks (0 bytes), deleted 0 sources; 1 waits\n"
                .formatted(one));
    assertThat(Files.readString(err)).contains("not finished: batch " + other + "\n");
    assertThat(runs(one)).isEqualTo("FAILED,STOPPED");
    assertThat(runs(other)).isEqualTo("FAILED");
  }

  private String runs(long batch) {
    return JdbcClient.create(database.dataSource())
        .sql(
            "select string_agg(status, ',' order by job_execution_id) from batch_job_execution where job_instance_id = ?")
        .param(batch)
        .query(String.class)
        .single();
  }
}
