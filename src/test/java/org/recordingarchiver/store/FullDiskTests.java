package org.recordingarchiver.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FullDiskTests {

  private static final ArchiveKey KEY = new ArchiveKey("call/c.mp4");

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

  @ParameterizedTest
  @ValueSource(
      strings = {
        "create .incoming/host-1/*.part",
        "write",
        "sync .incoming/host-1/*.part",
        "create call",
        "link call/c.mp4",
        "sync call"
      })
  void aFullDiskIsToldApartFromABrokenOneWhereverItShows(String deed) throws IOException {
    disk.failAt(deed, new FileSystemException("f", null, "No space left on device"));

    assertThatExceptionOfType(StoreException.Full.class)
        .isThrownBy(() -> Deliveries.publish(store, KEY, new byte[] {1}))
        .withMessageEndingWith(
            ": f: No space left on device; the disk is full or a quota is used up: make room there,"
                + " then run again");

    assertThat(root.resolve(".incoming/host-1")).isEmptyDirectory();
    Deliveries.publish(store, KEY, new byte[] {1});
    assertThat(store.readBack(KEY)).contains(Deliveries.digest(new byte[] {1}));
  }

  @Test
  void aUsedUpQuotaIsAFullDisk() {
    disk.failAt("write", new IOException("Disk quota exceeded"));

    assertThatExceptionOfType(StoreException.Full.class)
        .isThrownBy(() -> Deliveries.publish(store, KEY, new byte[] {1}));
  }

  @Test
  void aTagThatFindsNoRoomLeavesTheOldOne() {
    ArchiveKey tag = new ArchiveKey("bagit.txt");
    store.replaceTag("host-1", tag, new byte[] {1});
    disk.failAt("write", new IOException("No space left on device"));

    assertThatExceptionOfType(StoreException.Full.class)
        .isThrownBy(() -> store.replaceTag("host-1", tag, new byte[] {2}))
        .withMessageMatching(
            "could not write .*\\.part in %s: No space left on device; the disk is full or a"
                    .formatted(root.resolve(".incoming/host-1"))
                + " quota is used up: make room there, then run again");

    assertThat(store.read(tag)).contains(new byte[] {1});
    assertThat(root.resolve(".incoming/host-1")).isEmptyDirectory();
  }

  @Test
  void anyOtherFailureIsNoFullDisk() {
    disk.failAt("write", new IOException("Input/output error"));

    assertThatExceptionOfType(StoreException.Failed.class)
        .isThrownBy(() -> Deliveries.publish(store, KEY, new byte[] {1}))
        .withMessageEndingWith(": Input/output error; if this repeats, check the disk");
  }
}
