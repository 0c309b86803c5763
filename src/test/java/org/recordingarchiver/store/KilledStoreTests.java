package org.recordingarchiver.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A process is killed before each thing that it does to the disk in turn, from the making of the
 * archive to its first tag file; then another does all of it.
 */
class KilledStoreTests {

  private static final ArchiveKey KEY = new ArchiveKey("call/data/c.mp4");
  private static final ArchiveKey TAG = new ArchiveKey("call/bagit.txt");
  private static final ArchiveKey LONG_KEY = new ArchiveKey("call/data/long.mp4");
  private static final byte[] BYTES = {1, 2, 3};
  private static final byte[] LONG = new byte[2 * Pieces.SIZE + 1];
  private static final int AT_LEAST = 44;

  @TempDir Path directory;

  @Test
  void theNextProcessPutsItRight() throws IOException {
    Disk disk = new LocalDisk();
    int deeds = 0;
    for (; isKilledAfter(deeds, disk); deeds++) {
      work(root(deeds), disk);

      assertThatAllIsThere(deeds);
    }
    assertThat(deeds).isGreaterThanOrEqualTo(AT_LEAST);
  }

  @Test
  void whatTheNextProcessPutRightSurvivesAPowerCut() throws IOException {
    ForgetfulDisk disk = new ForgetfulDisk();
    int deeds = 0;
    for (; isKilledAfter(deeds, disk); deeds++) {
      work(root(deeds), disk);
      disk.cutPower();

      assertThatAllIsThere(deeds);
    }
    assertThat(deeds).isGreaterThanOrEqualTo(AT_LEAST);
  }

  @Test
  void whatAPowerCutTookIsPutRightAndSurvivesTheNext() throws IOException {
    ForgetfulDisk disk = new ForgetfulDisk();
    int deeds = 0;
    for (; isKilledAfter(deeds, disk); deeds++) {
      disk.cutPower();
      work(root(deeds), disk);
      disk.cutPower();

      assertThatAllIsThere(deeds);
    }
    assertThat(deeds).isGreaterThanOrEqualTo(AT_LEAST);
  }

  /** False if the work is done before so many deeds. */
  private boolean isKilledAfter(int deeds, Disk disk) {
    WatchedDisk watched = new WatchedDisk(root(deeds), disk);
    watched.dieAfter(deeds);
    try {
      work(root(deeds), watched);
      return false;
    } catch (WatchedDisk.Killed e) {
      return true;
    }
  }

  private static void work(Path root, Disk disk) {
    ArchiveStore store = ArchiveStores.unopened(root, disk);
    store.open(null);
    store.sweepIncoming(holder -> false);
    store.admit("host-1");
    Deliveries.publish(store, KEY, BYTES);
    Deliveries.publish(store, LONG_KEY, LONG);
    store.replaceTag("host-1", TAG, BYTES);
  }

  private void assertThatAllIsThere(int deeds) throws IOException {
    Path root = root(deeds);
    assertThat(root.resolve(KEY.value())).as("after %d", deeds).hasBinaryContent(BYTES);
    assertThat(root.resolve(LONG_KEY.value())).as("after %d", deeds).hasBinaryContent(LONG);
    assertThat(root.resolve(TAG.value())).as("after %d", deeds).hasBinaryContent(BYTES);
    // A draft of the marker that a kill leaves stays: too small and too rare to sweep.
    assertThat(ArchiveListing.of(root))
        .as("after %d deeds", deeds)
        .filteredOn(name -> !name.startsWith(".recording-archive."))
        .containsExactlyInAnyOrder(
            ".recording-archive", KEY.value(), LONG_KEY.value(), TAG.value());
  }

  private Path root(int deeds) {
    return directory.resolve("home-" + deeds + "/archive");
  }
}
