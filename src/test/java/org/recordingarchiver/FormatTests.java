package org.recordingarchiver;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.FormatterException;
import com.google.googlejavaformat.java.RemoveUnusedImports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Asks google-java-format for its verdict in the JDK 25 of the tests, whatever JDK Maven runs on.
 */
class FormatTests {

  private final Formatter formatter = new Formatter();

  @Test
  void everySourceFileIsAsTheFormatterWritesIt() throws IOException {
    List<Path> sources = sources();

    assertThat(sources).hasSizeGreaterThan(20);
    assertThat(sources)
        .as("format with `mvn spotless:apply` (Maven itself on JDK 21 or later)")
        .allMatch(this::isFormatted);
  }

  private static List<Path> sources() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("src"))) {
      return files.filter(file -> file.toString().endsWith(".java")).sorted().toList();
    }
  }

  private boolean isFormatted(Path file) {
    try {
      String source = Files.readString(file);
      return formatter.formatSource(RemoveUnusedImports.removeUnusedImports(source)).equals(source);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (FormatterException e) {
      throw new IllegalStateException(file + " can't be parsed", e);
    }
  }
}
