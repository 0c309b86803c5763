package org.recordingarchiver.store;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@EnabledOnOs(OS.LINUX)
class SyncFsTests {

  @TempDir Path directory;

  @Test
  void syncsWhatWasWrittenAgainAndAgain() throws IOException {
    SyncFs syncFs = new SyncFs(directory);

    for (int i = 0; i < 3; i++) {
      Files.write(directory.resolve("file-" + i), new byte[] {1});
      assertThatCode(syncFs::sync).doesNotThrowAnyException();
    }
  }

  @Test
  void saysWhichDirectoryCanNotBeOpened() {
    Path missing = directory.resolve("missing ä");

    assertThatIOException()
        .isThrownBy(() -> new SyncFs(missing))
        .withMessage("open %s: error 2", missing);
  }
}
