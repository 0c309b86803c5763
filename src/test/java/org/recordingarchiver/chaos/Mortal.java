package org.recordingarchiver.chaos;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A process of the real product, which can be killed. */
final class Mortal {

  private final Process process;
  private final String name;
  private final Path log;

  private Mortal(Process process, String name, Path log) {
    this.process = process;
    this.name = name;
    this.log = log;
  }

  static Mortal start(String name, List<String> command, Path log) {
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start();
      return new Mortal(process, name, log);
    } catch (IOException e) {
      throw new UncheckedIOException("can't start " + name, e);
    }
  }

  /** What it was told to do. */
  String command() {
    return name.substring(name.indexOf('-') + 1);
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** Waits for its end, but not longer than this; says whether it has ended. */
  boolean hasEndedWithin(Duration time) {
    try {
      return process.waitFor(time.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for " + this, e);
    }
  }

  int exitCode() {
    return process.onExit().join().exitValue();
  }

  /** SIGKILL. */
  void kill() {
    process.destroyForcibly().onExit().join();
  }

  /** SIGTERM. */
  void terminate() {
    process.destroy();
  }

  String said() {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String toString() {
    return name + " (" + log + ")";
  }
}
