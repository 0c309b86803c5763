package org.recordingarchiver.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The disk takes bytes or names and then can't keep them. */
class FailedSyncTests {

  private static final ArchiveKey KEY = new ArchiveKey("call/data/c.mp4");

  @TempDir Path root;
  private WatchedDisk disk;
  private ArchiveStore store;

  @BeforeEach
  void open() {
    disk = new WatchedDisk(root);
    store = ArchiveStores.unopened(root, disk);
    store.open(null);
    store.admit("host-1");
  }

  @Test
  void dropsAFileWhoseSyncFailedAndNeverSyncsItAgain() {
    Incoming incoming = store.receive("host-1");
    incoming.complete();
    disk.failAt("sync .incoming/host-1/*.part", new IOException("Input/output error"));

    assertThatExceptionOfType(StoreException.Failed.class)
        .isThrownBy(() -> store.publish(incoming, KEY))
        .withMessageContainingAll(
            "could not sync ", root.resolve(".incoming/host-1") + ": Input/output error;");

    disk.deeds();
    assertThat(root.resolve(".incoming/host-1")).isEmptyDirectory();
    assertThatIllegalStateException().isThrownBy(incoming::restart);
    assertThatIllegalStateException().isThrownBy(() -> store.publish(incoming, KEY));
    assertThat(disk.deeds()).isEmpty();
  }

  @Test
  void aDirectoryWhoseSyncFailedIsSyncedAgainByTheNextWhoNeedsIt() {
    disk.failAt("sync call", new IOException("Input/output error"));

    assertThatExceptionOfType(StoreException.Failed.class)
        .isThrownBy(() -> Deliveries.publish(store, KEY, new byte[] {1}))
        .withMessage(
            "could not publish %s in %s: Input/output error; if this repeats, check the disk",
            KEY, root);

    disk.deeds();
    Deliveries.publish(store, KEY, new byte[] {1});
    assertThat(disk.deeds()).endsWith("sync", "sync call", "sync call/data");
    assertThat(store.readBack(KEY)).contains(Deliveries.digest(new byte[] {1}));
  }

  @Test
  void aTagWhoseSyncFailedLeavesTheOldOne() {
    ArchiveKey tag = new ArchiveKey("call/bagit.txt");
    store.replaceTag("host-1", tag, new byte[] {1});
    disk.failAt("sync .incoming/host-1/*.part", new IOException("Input/output error"));

    assertThatExceptionOfType(StoreException.Failed.class)
        .isThrownBy(() -> store.replaceTag("host-1", tag, new byte[] {2}));

    assertThat(store.read(tag)).contains(new byte[] {1});
    assertThat(root.resolve(".incoming/host-1")).isEmptyDirectory();
  }
}
