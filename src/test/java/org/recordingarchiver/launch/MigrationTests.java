package org.recordingarchiver.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MigrationTests {

  @Test
  void theNewestMigrationIsNamed() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("db/migration"))) {
      List<String> scripts = files.map(file -> file.getFileName().toString()).sorted().toList();

      assertThat(scripts).hasSize(Migration.COUNT).endsWith(Migration.NEWEST);
    }
  }
}
