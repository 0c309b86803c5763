package org.recordingarchiver.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ArchiveKeyTests {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/",
        "/etc/passwd",
        "a/",
        "a//b",
        ".",
        "..",
        "a/..",
        "../a",
        "a/../b",
        "a..b",
        ".recording-archive",
        ".incoming/host/1.part",
        "a/.hidden",
        "-a",
        "a\\b",
        "C:/a",
        "a\n",
        "a\0",
        "a b",
        "ä"
      })
  void refusesWhatCouldLeadOutOfTheArchive(String value) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ArchiveKey(value))
        .withMessage("not a safe archive key: " + value);
  }

  static List<String> tooLong() {
    return List.of("x".repeat(201), "a/" + "x".repeat(201), "a/".repeat(500) + "b");
  }

  @ParameterizedTest
  @MethodSource("tooLong")
  void refusesWhatFileSystemsMayNotTake(String value) {
    assertThatIllegalArgumentException().isThrownBy(() -> new ArchiveKey(value));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"a", "2026/01/05/20260105T070000Z-0c6c9f4e/data/chunk-0000.mp4", "A_b-c.d"})
  void takesSafeNames(String value) {
    assertThat(new ArchiveKey(value)).hasToString(value);
  }

  @Test
  void splitsIntoDirectoriesAndName() {
    ArchiveKey key = new ArchiveKey("a/b").resolve("c.mp4");

    assertThat(key.directory()).isEqualTo("a/b");
    assertThat(key.name()).isEqualTo("c.mp4");
    assertThat(new ArchiveKey("c").directory()).isEmpty();
  }

  @Test
  void namesBesideItStayWithinTheLongest() {
    ArchiveKey longest = new ArchiveKey("a/" + "x".repeat(200));

    assertThat(longest.quarantined(".conflict-01234567").value())
        .isEqualTo("quarantine/a/" + "x".repeat(182) + ".conflict-01234567");
    assertThat(new ArchiveKey("a/b.").quarantined(".conflict-0").value())
        .isEqualTo("quarantine/a/b.conflict-0");
  }
}
