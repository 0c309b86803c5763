package org.recordingarchiver.chaos;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.recordingarchiver.RecordingArchiver;

/**
 * How the product is started, in half the time: its classes lie in one jar, and come loaded and
 * linked from an archive that a first start has left (JEP 350). Rounds are mostly starts.
 */
final class Jvm {

  private final Path classes;
  private final Path archive;

  private Jvm(Path directory) {
    this.classes = directory.resolve("classes.jar");
    this.archive = directory.resolve("classes.jsa");
  }

  /** Makes jar and archive in this directory; {@code ledger} is for the first start. */
  static Jvm prepare(Path directory, Ledger ledger) {
    Jvm jvm = new Jvm(directory.toAbsolutePath());
    ClassesJar.write(jvm.classes, entries().filter(Files::isDirectory).toList());
    List<String> command = jvm.command(List.of("-XX:ArchiveClassesAtExit=" + jvm.archive));
    command.add(mainClass());
    command.add("archive");
    command.add("--archiver.home=" + directory.resolve("home"));
    command.addAll(ledger.settings());
    Mortal first = Mortal.start("000-archive", command, directory.resolve("first.log"));
    if (first.exitCode() != 0) {
      throw new IllegalStateException("the first start failed: " + first.said());
    }
    return jvm;
  }

  /** The beginning of a command: options, then {@link #mainClass} and its arguments follow. */
  List<String> command() {
    return command(List.of("-XX:SharedArchiveFile=" + archive));
  }

  private List<String> command(List<String> options) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    command.addAll(options);
    String jars =
        entries()
            .filter(Files::isRegularFile)
            .map(Path::toString)
            .collect(Collectors.joining(File.pathSeparator));
    command.addAll(List.of("-cp", classes + File.pathSeparator + jars));
    return command;
  }

  static String mainClass() {
    return RecordingArchiver.class.getName();
  }

  private static Stream<Path> entries() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
        .filter(entry -> !entry.isEmpty())
        .map(Path::of);
  }
}
