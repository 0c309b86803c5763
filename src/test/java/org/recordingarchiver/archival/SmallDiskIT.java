package org.recordingarchiver.archival;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.recordingarchiver.archival.RunResult.Status;
import org.recordingarchiver.simulator.AcsSimulator;
import org.recordingarchiver.simulator.Payload;
import org.recordingarchiver.support.Hook;
import org.recordingarchiver.support.TestArchiver;
import org.recordingarchiver.support.TestPostgres;

/** An archive on a real file system that becomes full, and one that becomes read-only. */
class SmallDiskIT {

  private static final Payload METADATA =
      Payload.of("{\"pauseResumeIntervals\": []}".getBytes(StandardCharsets.UTF_8));
  private static final int CHUNKS = 20;

  @TempDir private static Path home;

  private static SmallDisk disk;
  private static AcsSimulator simulator;
  private static TestArchiver archiver;
  private static volatile Hook hook = point -> {};
  private static int names;

  private final String doc = "small-" + ++names;

  @BeforeAll
  static void start() {
    disk = SmallDisk.mount(home.resolve("archive"), "8m");
    simulator = AcsSimulator.start();
    archiver =
        TestArchiver.start(
            simulator,
            TestPostgres.migrated(),
            home,
            Map.of("archiver.archive.lanes", "4"),
            point -> hook.reach(point));
    archiver.archive();
  }

  @AfterAll
  static void stop() {
    if (archiver != null) {
      archiver.close();
      simulator.close();
      disk.close();
    }
  }

  @AfterEach
  void forget() {
    hook = point -> {};
    archiver.forgetAll();
  }

  /** 320 kB each. */
  private void serve() {
    for (int i = 0; i < CHUNKS; i++) {
      String name = doc + "-" + i;
      simulator.put(name, Payload.wav(1, Duration.ofSeconds(10), i), METADATA);
      archiver.announce("recording of " + name, archiver.now(), name);
    }
  }

  private static void makeDue() {
    archiver.rows().sql("update chunk set not_before = now()").update();
  }

  private long fetches() {
    return simulator.journal().stream()
        .filter(it -> it.path().contains(doc) && it.path().endsWith("/content/video"))
        .count();
  }

  @Test
  void aFullDiskKeepsWhatItHasAndTheRestWaits() {
    disk.resize("2m");
    serve();

    RunResult result = archiver.archive();

    assertThat(result.status()).isEqualTo(Status.FAILED);
    assertThat(result.message())
        .contains("; took no more chunks: STORE_FULL: ")
        .endsWith("the disk is full or a quota is used up: make room there, then run again");
    assertThat(fetches()).isLessThan(CHUNKS);
    assertThat(archiver.value("select count(*) from chunk where status in ('FAILED', 'LOST')"))
        .isEqualTo("0");
    RunResult still = archiver.archive();
    assertThat(still.message()).contains("STORE_FULL");

    disk.resize("32m");
    makeDue();
    assertThat(archiver.archive().status()).isEqualTo(Status.COMPLETED);
    assertThat(archiver.value("select string_agg(distinct status, ',') from chunk"))
        .isEqualTo("SOURCE_DELETED");
  }

  @Test
  void aDiskThatBecomesReadOnlyIsNamedAndNoRunBeginsOnIt() {
    disk.resize("32m");
    serve();
    hook =
        point -> {
          if (point.startsWith("after sweepIncoming")) {
            disk.makeReadOnly();
          }
        };

    RunResult result = archiver.archive();

    assertThat(result.status()).isEqualTo(Status.FAILED);
    assertThat(result.message())
        .contains("took no more chunks: STORE_FAILED: could not begin a file for holder ")
        .contains("Read-only file system");
    assertThat(fetches()).isZero();
    assertThatExceptionOfType(ArchiveUnavailableException.class)
        .isThrownBy(() -> archiver.archive())
        .withMessageContaining("Read-only file system");

    hook = point -> {};
    disk.makeWritable();
    makeDue();
    assertThat(archiver.archive().status()).isEqualTo(Status.COMPLETED);
  }
}
