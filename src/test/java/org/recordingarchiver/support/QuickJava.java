package org.recordingarchiver.support;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.recordingarchiver.RecordingArchiver;

/**
 * Java processes with the classes of main and test, started in a fraction of the time: all classes
 * lie in jars, and come loaded and linked from a cache that a first start has left (JEP 514). Tests
 * that kill processes are mostly starts.
 */
public final class QuickJava {

  private final Path jar;
  private final Path cache;

  private QuickJava(Path directory) {
    this.jar = directory.resolve("classes.jar");
    this.cache = directory.resolve("classes.aot");
  }

  /**
   * The beginning of a command, after which a main class and its arguments follow.
   *
   * @param options for java
   */
  public static List<String> command(String... options) {
    List<String> all = new ArrayList<>(List.of("-XX:AOTCache=" + Made.ONCE.cache));
    all.addAll(List.of(options));
    return Made.ONCE.java(all);
  }

  /** Made when a test first asks, and removed with this JVM. */
  private static final class Made {
    static final QuickJava ONCE = make();
  }

  private static QuickJava make() {
    try {
      Path directory = Disposable.directory("quick-java");
      QuickJava made = new QuickJava(directory);
      ClassesJar.write(made.jar, entries().filter(Files::isDirectory).toList());
      made.train(directory.resolve("home"));
      return made;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Archives nothing, on a database of its own. */
  private void train(Path home) throws IOException {
    TestDatabase database = TestPostgres.fresh();
    List<String> command = java(List.of("-XX:AOTCacheOutput=" + cache));
    command.add(RecordingArchiver.class.getName());
    command.add("archive");
    command.add("--archiver.home=" + home);
    command.add("--spring.datasource.url=" + database.url());
    command.add("--spring.datasource.username=" + database.user());
    command.add("--spring.datasource.password=" + database.password());
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(home.resolveSibling("training.log").toFile())
            .start();
    int code = process.onExit().join().exitValue();
    if (code != 0 || !Files.exists(cache)) {
      throw new IllegalStateException(
          "the first start ended with %d: %s"
              .formatted(code, Files.readString(home.resolveSibling("training.log"))));
    }
  }

  private List<String> java(List<String> options) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    command.addAll(options);
    String jars =
        entries()
            .filter(Files::isRegularFile)
            .map(Path::toString)
            .collect(Collectors.joining(File.pathSeparator));
    command.addAll(List.of("-cp", jar + File.pathSeparator + jars));
    return command;
  }

  private static Stream<Path> entries() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
        .filter(entry -> !entry.isEmpty())
        .map(Path::of);
  }
}
