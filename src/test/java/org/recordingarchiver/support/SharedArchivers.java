package org.recordingarchiver.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.recordingarchiver.simulator.AcsSimulator;

/**
 * A simulator, a database and an archive that the tests of a class share, and an application for
 * each set of settings: starting one takes longer than most tests. As a static extension it forgets
 * all after each test.
 */
public final class SharedArchivers implements AfterEachCallback, AfterAllCallback, AutoCloseable {

  private final Path home = Disposable.directory("home");
  private final Hook hook;
  private final AcsSimulator simulator = AcsSimulator.start();
  private final TestDatabase database = TestPostgres.migrated();
  private final Map<Map<String, String>, TestArchiver> started = new HashMap<>();

  public SharedArchivers() {
    this(point -> {});
  }

  /** Tells {@code hook} of each point that source and store come by. */
  public SharedArchivers(Hook hook) {
    this.hook = hook;
  }

  /** {@code archiver.home} of all of them. */
  public Path home() {
    return home;
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
  private void forgetAll() {
    simulator.forgetAll();
    started.values().stream().findAny().ifPresent(TestArchiver::forgetAll);
    Path archive = home.resolve("archive");
    if (Files.exists(archive)) {
      visible(archive).forEach(Disposable::remove);
    }
  }

  private static List<Path> visible(Path archive) {
    try (Stream<Path> files = Files.list(archive)) {
      return files.filter(file -> !file.getFileName().toString().startsWith(".")).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void afterEach(ExtensionContext context) {
    forgetAll();
  }

  @Override
  public void afterAll(ExtensionContext context) {
    close();
  }

  @Override
  public void close() {
    started.values().forEach(TestArchiver::close);
    simulator.close();
    Disposable.remove(home);
  }
}
