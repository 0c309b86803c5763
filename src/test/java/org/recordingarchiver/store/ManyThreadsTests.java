package org.recordingarchiver.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ManyThreadsTests {

  private static final int PUBLISHES = 5_000;
  private static final int NAMES = 2_500;

  @TempDir Path root;

  /** Each name is published twice, so that linking, adopting and syncing happen at once. */
  @Test
  void fiveThousandPublishesFromSixteenThreadsAllSurviveAPowerCut() throws Exception {
    ForgetfulDisk disk = new ForgetfulDisk();
    ArchiveStore store = ArchiveStores.unopened(root, disk);
    store.open(null);
    store.admit("host-1");
    List<Callable<Digest>> publishes =
        IntStream.range(0, PUBLISHES).mapToObj(i -> publish(store, i % NAMES)).toList();

    try (ExecutorService threads = Executors.newFixedThreadPool(16)) {
      List<Future<Digest>> digests = threads.invokeAll(publishes);
      disk.cutPower();

      for (int i = 0; i < PUBLISHES; i++) {
        assertThat(store.readBack(key(i % NAMES))).contains(digests.get(i).get());
      }
    }
    assertThat(ArchiveListing.of(root)).hasSize(NAMES + 1);
  }

  private static Callable<Digest> publish(ArchiveStore store, int name) {
    return () -> Deliveries.publish(store, key(name), ("sound " + name).getBytes(UTF_8));
  }

  private static ArchiveKey key(int name) {
    return new ArchiveKey("2026/%02d/call-%d/data/%d.mp4".formatted(name % 12, name % 100, name));
  }
}
