package org.recordingarchiver.archival;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.recordingarchiver.archival.RunResult.Status;
import org.recordingarchiver.simulator.AcsSimulator;
import org.recordingarchiver.simulator.Payload;
import org.recordingarchiver.store.StoreException;
import org.recordingarchiver.support.Hook;
import org.recordingarchiver.support.TestArchiver;
import org.recordingarchiver.support.TestPostgres;
import org.springframework.util.FileSystemUtils;

/**
 * Faults of our own parts but the database: the archive's disk, its files, this machine's clock.
 */
class OwnFaultsIT {

  private static final Payload METADATA =
      Payload.of("{\"pauseResumeIntervals\": []}".getBytes(StandardCharsets.UTF_8));
  private static final int MANY = 40;

  @TempDir private static Path home;

  private static AcsSimulator simulator;
  private static TestArchiver archiver;
  private static volatile Hook hook = point -> {};
  private static volatile Duration step = Duration.ZERO;
  private static int names;

  private final String doc = "own-" + ++names;

  @BeforeAll
  static void start() {
    simulator = AcsSimulator.start();
    Map<String, String> settings = Map.of("archiver.archive.lanes", "4");
    archiver =
        TestArchiver.start(simulator, TestPostgres.migrated(), home, settings, new SteppedHook());
    archiver.archive();
  }

  @AfterAll
  static void stop() {
    archiver.close();
    simulator.close();
  }

  @AfterEach
  void forget() {
    hook = point -> {};
    step = Duration.ZERO;
    archiver.forgetAll();
  }

  /** A clock of this process that somebody sets wrong. */
  private static final class SteppedHook implements Hook {
    @Override
    public void reach(String point) {
      hook.reach(point);
    }

    @Override
    public Clock clock(Clock real) {
      return new SteppedClock(real, () -> step);
    }
  }

  private void serve(int chunks) {
    for (int i = 0; i < chunks; i++) {
      String name = doc + "-" + i;
      simulator.put(name, Payload.wav(1, Duration.ofMillis(200), i), METADATA);
      archiver.announce("recording of " + name, archiver.now().minus(step), name);
    }
  }

  /** Whoever comes to the point meanwhile waits until the work is done. */
  private static Hook once(String start, Runnable work) {
    ReentrantLock working = new ReentrantLock();
    AtomicBoolean done = new AtomicBoolean();
    return point -> {
      if (point.startsWith(start)) {
        working.lock();
        try {
          if (done.compareAndSet(false, true)) {
            work.run();
          }
        } finally {
          working.unlock();
        }
      }
    };
  }

  private static void makeDue() {
    archiver.rows().sql("update chunk set not_before = now()").update();
  }

  private long requests(String end) {
    return simulator.journal().stream()
        .filter(it -> it.path().contains(doc) && it.path().endsWith(end))
        .count();
  }

  private long deletes() {
    return simulator.journal().stream()
        .filter(it -> it.method().equals("DELETE") && it.path().contains(doc))
        .count();
  }

  private static String statuses() {
    return archiver.value("select string_agg(distinct status, ',' order by status) from chunk");
  }

  /** Each lane may be within its own try when the third failure is seen. */
  @Test
  void aDiskThatFailsEveryChunkIsNotTriedWithAllOfThem() {
    serve(MANY);
    hook =
        point -> {
          if (point.startsWith("before put")) {
            throw new StoreException.Failed("could not publish: Input/output error", null);
          }
        };

    RunResult result = archiver.archive();

    assertThat(result.status()).isEqualTo(Status.FAILED);
    assertThat(result.message())
        .matches(
            "archived 0 of \\d+ chunks \\(0 bytes\\), deleted 0 sources; \\d+ wait; took no more"
                + " chunks: STORE_FAILED: could not publish: Input/output error");
    assertThat(requests("/content/video")).isBetween(3L, 6L);
    assertThat(statuses()).isEqualTo("QUEUED");

    hook = point -> {};
    makeDue();
    assertThat(archiver.archive().status()).isEqualTo(Status.COMPLETED);
    assertThat(statuses()).isEqualTo("SOURCE_DELETED");
  }

  /** Two lanes are held until the others have failed three times, with more claimed by then. */
  @Test
  void whatIsClaimedButNotBegunWhenTheDiskHasFailedIsLetGo() {
    serve(MANY);
    AtomicInteger reached = new AtomicInteger();
    AtomicInteger failed = new AtomicInteger();
    CountDownLatch third = new CountDownLatch(1);
    hook =
        point -> {
          if (point.startsWith("before put")) {
            if (reached.incrementAndGet() <= 2) {
              await(third);
            } else if (failed.incrementAndGet() == 3) {
              third.countDown();
            }
            throw new StoreException.Failed("could not publish: Input/output error", null);
          }
        };

    archiver.archive();

    assertThat(requests("/content/video")).isBetween(5L, 6L);
    assertThat(statuses()).isEqualTo("QUEUED");
    assertThat(archiver.value("select count(*) from chunk where attempts > 0"))
        .isEqualTo(String.valueOf(requests("/content/video")));
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(1, TimeUnit.MINUTES)).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void anArchiveThatIsGoneWithinARunIsNamedAndTheNextRunDoesNotBegin() throws IOException {
    serve(MANY);
    Path root = home.resolve("archive");
    Path elsewhere = home.resolve("elsewhere");
    hook = once("before put", () -> unmount(root, elsewhere));

    RunResult result;
    try {
      result = archiver.archive();
    } finally {
      hook = point -> {};
    }

    assertThat(result.status()).isEqualTo(Status.FAILED);
    assertThat(result.message())
        .contains("; took no more chunks: STORE_FAILED: archive " + root + ": no marker")
        .endsWith("is the disk mounted?");
    assertThat(requests("/content/video")).isLessThanOrEqualTo(8);
    assertThat(filesIn(root)).isEmpty();
    assertThat(deletes()).isZero();
    assertThatExceptionOfType(ArchiveUnavailableException.class)
        .isThrownBy(() -> archiver.archive())
        .withMessageEndingWith("is the disk mounted?");

    mountAgain(root, elsewhere);
    makeDue();
    assertThat(archiver.archive().status()).isEqualTo(Status.COMPLETED);
    assertThat(statuses()).isEqualTo("SOURCE_DELETED");
  }

  /** A lane that had just looked at the marker may have made a directory before it noticed. */
  private static List<Path> filesIn(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      return files.filter(Files::isRegularFile).toList();
    }
  }

  private static void mountAgain(Path root, Path elsewhere) throws IOException {
    FileSystemUtils.deleteRecursively(root);
    Files.move(elsewhere, root);
  }

  /** As umount does under a mount point that is an empty directory. */
  private static void unmount(Path root, Path elsewhere) {
    try {
      Files.move(root, elsewhere);
      Files.createDirectory(root);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void anArchiveThatIsGoneBeforeTheDeletesIsLookedAtOnceOrSo() throws IOException {
    serve(MANY);
    Path root = home.resolve("archive");
    Path elsewhere = home.resolve("elsewhere");
    hook = once("before look ", () -> unmount(root, elsewhere));

    archiver.archive();

    assertThat(deletes()).isZero();
    assertThat(statuses()).isEqualTo("ARCHIVED");
    mountAgain(root, elsewhere);
    assertThat(archiver.archive().status()).isEqualTo(Status.COMPLETED);
    assertThat(deletes()).isEqualTo(MANY);
  }

  /** What somebody does to an archived file. */
  enum Damage {
    DELETED {
      @Override
      void to(Path file) throws IOException {
        Files.delete(file);
      }
    },
    TRUNCATED {
      @Override
      void to(Path file) throws IOException {
        Files.write(file, new byte[] {1});
      }
    },
    CHANGED {
      @Override
      void to(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length - 1] = (byte) (bytes[bytes.length - 1] ^ 1);
        Files.write(file, bytes);
      }
    };

    abstract void to(Path file) throws IOException;
  }

  @ParameterizedTest
  @EnumSource
  void aCopyThatChangedBehindOurBackDeletesNoSource(Damage damage) throws IOException {
    serve(1);
    hook = once("before replace ", () -> currentRun().stop("told to"));
    assertThat(archiver.archive().status()).isEqualTo(Status.STOPPED);
    assertThat(statuses()).isEqualTo("ARCHIVED");
    Path copy =
        home.resolve("archive").resolve(archiver.value("select content_key from archive_copy"));
    byte[] proved = Files.readAllBytes(copy);
    Files.setPosixFilePermissions(copy, PosixFilePermissions.fromString("rw-------"));
    damage.to(copy);

    RunResult noticing = archiver.archive();

    assertThat(noticing.status()).isEqualTo(Status.COMPLETED);
    assertThat(archiver.value("select status || ' ' || cause from chunk"))
        .isEqualTo("FAILED READ_BACK_MISMATCH");
    assertThat(deletes()).isZero();

    RunResult fetching = archiver.archive();

    if (damage == Damage.DELETED) {
      assertThat(fetching.status()).isEqualTo(Status.COMPLETED);
      assertThat(copy).hasBinaryContent(proved);
      assertThat(deletes()).isEqualTo(1);
    } else {
      assertThat(fetching.status()).isEqualTo(Status.FAILED);
      assertThat(archiver.value("select status || ' ' || cause from chunk"))
          .isEqualTo("FAILED CONFLICT");
      assertThat(conflicting())
          .singleElement()
          .satisfies(it -> assertThat(it).hasBinaryContent(proved));
      assertThat(deletes()).isZero();
    }
  }

  private List<Path> conflicting() throws IOException {
    try (Stream<Path> files = Files.walk(home.resolve("archive/quarantine"))) {
      return files
          .filter(Files::isRegularFile)
          .filter(it -> it.toString().contains(digest(0)))
          .toList();
    }
  }

  /** By which the keys of a chunk are told apart. */
  private String digest(int chunk) {
    return archiver.value(
        "select left(encode(sha256(convert_to('%s-%d', 'UTF8')), 'hex'), 8)".formatted(doc, chunk));
  }

  /**
   * Sixteen threads delete: fifteen meet a defect of ours once that of the sixteenth source has
   * begun, for whose result nobody asks any more. It goes on until this thread, which runs the job,
   * waits for threads or has ended its run.
   */
  @Test
  void aRunEndsAfterWhatItsFailedStepHadBegun() {
    serve(MANY);
    String sixteenth = digest(15);
    CountDownLatch begun = new CountDownLatch(1);
    AtomicBoolean awaited = new AtomicBoolean();
    Thread running = Thread.currentThread();
    hook =
        point -> {
          if (point.startsWith("before look ") && point.contains(sixteenth)) {
            begun.countDown();
            Awaitility.await()
                .atMost(Duration.ofMinutes(1))
                .until(() -> isAwaitingThreads(running) || hasNoRun());
            awaited.set(!hasNoRun());
          } else if (point.startsWith("before look ")) {
            await(begun);
            throw new IllegalStateException("a defect");
          }
        };

    RunResult result = archiver.archive();

    assertThat(begun.getCount()).isZero();
    assertThat(result.status()).isEqualTo(Status.FAILED);
    assertThat(awaited).isTrue();
    hook = point -> {};
    assertThat(archiver.archive().status()).isEqualTo(Status.COMPLETED);
    assertThat(statuses()).isEqualTo("SOURCE_DELETED");
  }

  private static boolean isAwaitingThreads(Thread thread) {
    return Arrays.stream(thread.getStackTrace())
        .anyMatch(it -> it.getMethodName().equals("awaitTermination"));
  }

  private static boolean hasNoRun() {
    return archiver.bean(ActiveRun.class).current() == null;
  }

  private static Run currentRun() {
    return Objects.requireNonNull(archiver.bean(ActiveRun.class).current());
  }

  /** A signature with a wrong date is refused like a wrong key (WIRE.md). */
  @ParameterizedTest
  @ValueSource(strings = {"PT24H", "PT-24H"})
  void aClockThatIsSetWrongWithinARunLosesNothing(String by) {
    serve(MANY);
    hook = once("after put", () -> step = Duration.parse(by));

    RunResult result = archiver.archive();

    assertThat(result.status()).isEqualTo(Status.FAILED);
    assertThat(result.message())
        .endsWith("; paused: simulated-acs (UNAUTHORIZED: check the key and this machine's clock)");
    assertThat(archiver.value("select count(*) from chunk where status in ('FAILED', 'LOST')"))
        .isEqualTo("0");
    assertThat(simulator.journal().stream().filter(it -> it.path().contains(doc)).count())
        .isLessThan(60);

    step = Duration.ZERO;
    makeDue();
    archiver.rows().sql("update source_deletion set not_before = now()").update();
    assertThat(archiver.archive().status()).isEqualTo(Status.COMPLETED);
    assertThat(statuses()).isEqualTo("SOURCE_DELETED");
  }
}
