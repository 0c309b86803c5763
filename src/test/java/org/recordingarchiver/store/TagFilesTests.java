package org.recordingarchiver.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TagFilesTests {

  private static final ArchiveKey TAG = new ArchiveKey("call/call.json");

  @TempDir Path root;
  private ArchiveStore store;

  @BeforeEach
  void open() {
    store = ArchiveStores.at(root);
  }

  @Test
  void leavesNothingBesideTheTag() throws IOException {
    store.replaceTag("host-1", TAG, new byte[] {1});
    store.replaceTag("host-1", TAG, new byte[] {2});

    assertThat(ArchiveListing.of(root))
        .containsExactlyInAnyOrder(".recording-archive", TAG.value());
  }

  @Test
  void readersSeeAWholeTagWhileSeveralThreadsReplaceIt() throws Exception {
    store.replaceTag("host-1", TAG, filled(0));

    try (ExecutorService threads = Executors.newFixedThreadPool(3)) {
      Future<?> first = threads.submit(() -> replaceOften(1));
      Future<?> second = threads.submit(() -> replaceOften(2));
      while (!first.isDone() || !second.isDone()) {
        byte[] seen = store.read(TAG).orElseThrow();
        assertThat(seen).isEqualTo(filled(seen[0]));
      }
      first.get();
      second.get();
    }
  }

  private void replaceOften(int value) {
    for (int i = 0; i < 50; i++) {
      store.replaceTag("host-1", TAG, filled(value));
    }
  }

  private static byte[] filled(int value) {
    byte[] bytes = new byte[100_000];
    Arrays.fill(bytes, (byte) value);
    return bytes;
  }
}
