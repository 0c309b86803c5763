package org.recordingarchiver.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.recordingarchiver.simulator.AcsSimulator;
import org.springframework.util.FileSystemUtils;

/**
 * A simulator, a database and an archive that the tests of a class share, and an application for
 * each set of settings: starting one takes longer than most tests.
 */
public final class SharedArchivers implements AutoCloseable {

  private final Path home;
  private final Hook hook;
  private final AcsSimulator simulator = AcsSimulator.start();
  private final TestDatabase database = TestPostgres.migrated();
  private final Map<Map<String, String>, TestArchiver> started = new HashMap<>();

  public SharedArchivers(Path home) {
    this(home, point -> {});
  }

  /** Tells {@code hook} of each point that source and store come by. */
  public SharedArchivers(Path home, Hook hook) {
    this.home = home;
    this.hook = hook;
  }

  public AcsSimulator simulator() {
    return simulator;
  }

  /** The application with these settings and the usual ones. */
  public TestArchiver with(Map<String, String> settings) {
    return started.computeIfAbsent(
        settings, it -> TestArchiver.start(simulator, database, home, it, hook));
  }

  /** Ends it; the next one with these settings is new. */
  public void end(TestArchiver archiver) {
    started.values().remove(archiver);
    archiver.close();
  }

  /** All but the identity of the store. */
  public void forgetAll() {
    simulator.forgetAll();
    started.values().stream().findAny().ifPresent(TestArchiver::forgetAll);
    Path archive = home.resolve("archive");
    if (Files.exists(archive)) {
      visible(archive).forEach(SharedArchivers::remove);
    }
  }

  private static List<Path> visible(Path archive) {
    try (Stream<Path> files = Files.list(archive)) {
      return files.filter(file -> !file.getFileName().toString().startsWith(".")).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void remove(Path file) {
    try {
      FileSystemUtils.deleteRecursively(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    started.values().forEach(TestArchiver::close);
    simulator.close();
  }
}
