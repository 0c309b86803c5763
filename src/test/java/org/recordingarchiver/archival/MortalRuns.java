package org.recordingarchiver.archival;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.recordingarchiver.simulator.AcsSimulator;
import org.recordingarchiver.support.QuickJava;
import org.recordingarchiver.support.TestArchiver;
import org.recordingarchiver.support.TestDatabase;
import org.recordingarchiver.support.TestPostgres;

/** An archiver in this process, and real processes on its database and archive that are killed. */
final class MortalRuns implements AutoCloseable {

  static final int KILLED = 137;
  static final int LEASE_LOST = 44;

  private final Path home;
  private final Map<String, String> settings;
  private final TestDatabase database = TestPostgres.migrated();
  private final AcsSimulator simulator = AcsSimulator.start();
  private final TestArchiver archiver;
  private final List<Process> started = new ArrayList<>();

  /** Starts the archiver, whose store the ledger knows from then on. */
  MortalRuns(Path home, Map<String, String> settings) {
    this(home, settings, settings);
  }

  /**
   * @param settings of the processes
   * @param ours of the archiver in this process
   */
  MortalRuns(Path home, Map<String, String> settings, Map<String, String> ours) {
    this.home = home;
    this.settings = settings;
    this.archiver = TestArchiver.start(simulator, database, home, ours);
    archiver.archive();
    archiver.forgetAll();
  }

  AcsSimulator simulator() {
    return simulator;
  }

  TestArchiver archiver() {
    return archiver;
  }

  /** Runs a process until it comes to this point, and returns its exit code: {@link #KILLED}. */
  int until(String point, String... options) throws IOException {
    return start(point, options).onExit().join().exitValue();
  }

  /** Runs a process that has no file handles left from this point on, and returns its exit code. */
  int withoutHandlesFrom(String point) throws IOException {
    return until(point, "-Darchiver.test.exhaust=true");
  }

  /** Runs a process until it is frozen at this point: {@code kill -CONT} lets it go on. */
  Process freeze(String point) throws IOException {
    Process process = start(point, "-Darchiver.test.freeze=true");
    Path state = Path.of("/proc", Long.toString(process.pid()), "stat");
    await()
        .atMost(Duration.ofMinutes(2))
        .until(() -> !process.isAlive() || Files.readString(state).contains(") T "));
    return process;
  }

  private Process start(String point, String... options) throws IOException {
    // Few enough for a test to use them all up.
    List<String> command =
        new ArrayList<>(List.of("bash", "-c", "ulimit -n 1024 && exec \"$0\" \"$@\""));
    command.addAll(QuickJava.command(options));
    command.add(DyingRun.class.getName());
    command.add(point);
    command.addAll(List.of(TestArchiver.arguments(simulator, database, home, settings)));
    Process process = new ProcessBuilder(command).inheritIO().start();
    started.add(process);
    return process;
  }

  /** Spares a test the wait of a lease. */
  void makeHeartbeatsOld() {
    archiver.makeHeartbeatsOld();
  }

  long deletesOf(String documentId) {
    return simulator.journal().stream()
        .filter(it -> it.method().equals("DELETE") && it.path().contains(documentId))
        .count();
  }

  @Override
  public void close() {
    started.forEach(Process::destroyForcibly);
    archiver.close();
    simulator.close();
  }
}
