package org.recordingarchiver.archival;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** A file system of its own, in memory. */
final class SmallDisk implements AutoCloseable {

  private final Path at;

  private SmallDisk(Path at) {
    this.at = at;
  }

  /**
   * Mounts it. Many machines forbid that: then the calling test is skipped, and {@code
   * FullDiskTests} with its scripted disk and {@code OwnFaultsIT} are what is left of it.
   */
  static SmallDisk mount(Path at, String size) {
    try {
      Files.createDirectories(at);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    String problem =
        problemWith("mount", "-t", "tmpfs", "-o", "size=" + size, "tmpfs", at.toString());
    Assumptions.assumeTrue(
        problem.isEmpty(), "this machine lets us mount no file system: " + problem);
    return new SmallDisk(at);
  }

  void resize(String size) {
    remount("size=" + size);
  }

  void makeReadOnly() {
    remount("ro");
  }

  void makeWritable() {
    remount("rw");
  }

  private void remount(String option) {
    run("mount", "-o", "remount," + option, at.toString());
  }

  @Override
  public void close() {
    run("umount", "-l", at.toString());
  }

  private static void run(String... command) {
    String problem = problemWith(command);
    if (!problem.isEmpty()) {
      throw new IllegalStateException(String.join(" ", command) + ": " + problem);
    }
  }

  /** Empty if it went well. */
  private static String problemWith(String... command) {
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      String said = new String(process.getInputStream().readAllBytes(), UTF_8).strip();
      return process.onExit().join().exitValue() == 0 ? "" : "failed: " + said;
    } catch (IOException e) {
      return String.valueOf(e.getMessage());
    }
  }
}
