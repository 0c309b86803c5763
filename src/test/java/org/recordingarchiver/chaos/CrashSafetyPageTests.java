package org.recordingarchiver.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What src/docs/crash-safety.md promises to be shown is shown. */
class CrashSafetyPageTests {

  private static final Path PAGE = Path.of("src", "docs", "crash-safety.md");
  private static final Path TESTS = Path.of("src", "test", "java");
  private static final Pattern TEST = Pattern.compile("`([A-Z]\\w+)\\.(\\w+)`");

  @Test
  void everyTestThatItNamesExists() throws IOException {
    List<MatchResult> named = TEST.matcher(Files.readString(PAGE)).results().toList();

    assertThat(named).hasSizeGreaterThan(20);
    assertThat(named)
        .allSatisfy(it ->
            assertThat(source(it.group(1))).as(it.group()).contains("void " + it.group(2) + "("));
  }

  @Test
  void everyPointThatIsKilledAtIsInItsTables() throws IOException {
    String page = Files.readString(PAGE);

    assertThat(Point.all())
        .allSatisfy(point -> assertThat(page).contains(point.name().split(": ", 2)[1]));
  }

  private static String source(String type) throws IOException {
    try (Stream<Path> files = Files.find(TESTS, 20, (path, it) -> path.endsWith(type + ".java"))) {
      return files.map(CrashSafetyPageTests::text).collect(Collectors.joining());
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
