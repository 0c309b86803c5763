package org.recordingarchiver.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;

/** Class directories in one jar: only what lies in jars can be read from an archive of the JVM. */
final class ClassesJar {

  private final JarOutputStream jar;
  private final Set<String> names = new HashSet<>();

  private ClassesJar(JarOutputStream jar) {
    this.jar = jar;
  }

  /** Writes it; where two directories have the same file, that of the first counts. */
  static void write(Path file, List<Path> directories) {
    try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(file))) {
      ClassesJar classes = new ClassesJar(jar);
      for (Path directory : directories) {
        classes.add(directory);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void add(Path directory) throws IOException {
    try (Stream<Path> found = Files.walk(directory)) {
      for (Path path : found.filter(it -> !it.equals(directory)).toList()) {
        add(directory.relativize(path).toString().replace('\\', '/'), path);
      }
    }
  }

  /** Directories too: the component scan asks for them. */
  private void add(String name, Path path) throws IOException {
    String entry = Files.isDirectory(path) ? name + "/" : name;
    if (names.add(entry)) {
      jar.putNextEntry(new JarEntry(entry));
      if (Files.isRegularFile(path)) {
        Files.copy(path, jar);
      }
      jar.closeEntry();
    }
  }
}
