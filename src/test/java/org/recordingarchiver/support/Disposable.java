package org.recordingarchiver.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.util.FileSystemUtils;

/** Directories for what several tests share. */
public final class Disposable {

  private Disposable() {}

  /** A new directory, removed with this JVM. */
  public static Path directory(String name) {
    try {
      Path directory = Files.createTempDirectory(name).toAbsolutePath();
      Runtime.getRuntime().addShutdownHook(new Thread(() -> remove(directory)));
      return directory;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Removes it with all that is in it. */
  public static void remove(Path file) {
    try {
      FileSystemUtils.deleteRecursively(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
