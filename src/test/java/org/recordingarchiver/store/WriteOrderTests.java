package org.recordingarchiver.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** In which order things reach the disk. */
class WriteOrderTests {

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
  void syncsTheDraftOfTheMarkerThenItsNameAfterFindingHardLinks() {
    assertThat(disk.deeds())
        .containsSequence(
            "create .recording-archive.*",
            "link .recording-archive.*",
            "sync",
            "delete .recording-archive.*",
            "delete .recording-archive.*",
            "create .recording-archive.*",
            "write",
            "sync .recording-archive.*",
            "link .recording-archive",
            "delete .recording-archive.*",
            "sync .recording-archive",
            "sync");
  }

  @Test
  void syncsTheFileThenLinksItThenSyncsEveryDirectoryThatLeadsToIt() {
    disk.deeds();

    Deliveries.publish(store, KEY, new byte[] {1});

    assertThat(disk.deeds())
        .containsExactly(
            "create .incoming/host-1/*.part",
            "write",
            "sync .incoming/host-1/*.part",
            "create call",
            "create call/data",
            "link call/data/c.mp4",
            "delete .incoming/host-1/*.part",
            "sync",
            "sync call",
            "sync call/data");
  }

  @Test
  void syncsOnlyTheLastDirectoryOnceTheOthersAreDurable() {
    Deliveries.publish(store, KEY, new byte[] {1});
    disk.deeds();

    Deliveries.publish(store, new ArchiveKey("call/data/d.mp4"), new byte[] {2});

    assertThat(disk.deeds())
        .endsWith("link call/data/d.mp4", "delete .incoming/host-1/*.part", "sync call/data");
  }

  @Test
  void syncsAnAdoptedFileAndItsDirectoriesBecauseItsPublisherMayHaveDied() {
    Deliveries.publish(store, KEY, new byte[] {1});
    WatchedDisk later = new WatchedDisk(root);
    ArchiveStore laterStore = opened(later);

    Deliveries.publish(laterStore, KEY, new byte[] {1});

    assertThat(later.deeds())
        .endsWith(
            "link call/data/c.mp4",
            "delete .incoming/host-1/*.part",
            "sync call/data/c.mp4",
            "sync",
            "sync call",
            "sync call/data");
  }

  @Test
  void syncsDirectoriesThatWereReadFromBeforeBecauseWhoMadeThemMayHaveDied() {
    Deliveries.publish(store, KEY, new byte[] {1});
    WatchedDisk later = new WatchedDisk(root);
    ArchiveStore laterStore = opened(later);
    assertThat(laterStore.readBack(KEY)).isPresent();
    later.deeds();

    Deliveries.publish(laterStore, new ArchiveKey("call/data/d.mp4"), new byte[] {2});

    assertThat(later.deeds())
        .endsWith(
            "link call/data/d.mp4",
            "delete .incoming/host-1/*.part",
            "sync",
            "sync call",
            "sync call/data");
  }

  @Test
  void syncsEveryDirectoryAgainThatIsAnotherOneThanWasMadeDurable() throws IOException {
    Deliveries.publish(store, KEY, new byte[] {1});
    Files.move(root.resolve("call"), root.resolve("moved"));
    disk.deeds();

    Deliveries.publish(store, KEY, new byte[] {1});

    assertThat(disk.deeds())
        .containsSubsequence("create call", "create call/data", "link call/data/c.mp4")
        .endsWith("sync", "sync call", "sync call/data");
  }

  @Test
  void usesADirectoryThatItMayNotMakeIfItIsThere() {
    Deliveries.publish(store, KEY, new byte[] {1});
    WatchedDisk later = new WatchedDisk(root);
    ArchiveStore laterStore = opened(later);
    later.failAt("create call", new AccessDeniedException("call"));
    later.failAt("create other", new AccessDeniedException("other"));

    Deliveries.publish(laterStore, new ArchiveKey("call/d.mp4"), new byte[] {2});

    assertThat(laterStore.readBack(new ArchiveKey("call/d.mp4"))).isPresent();
    assertThatExceptionOfType(StoreException.Failed.class)
        .isThrownBy(
            () -> Deliveries.publish(laterStore, new ArchiveKey("other/d.mp4"), new byte[] {2}))
        .withMessageContaining("AccessDeniedException other");
  }

  @Test
  void syncsTheNewTagThenRenamesItThenSyncsItsDirectory() {
    store.replaceTag("host-1", new ArchiveKey("call/bagit.txt"), new byte[] {1});
    disk.deeds();

    store.replaceTag("host-1", new ArchiveKey("call/bagit.txt"), new byte[] {2});

    assertThat(disk.deeds())
        .containsExactly(
            "create .incoming/host-1/*.part",
            "write",
            "sync .incoming/host-1/*.part",
            "replace call/bagit.txt",
            "sync call");
  }

  @Test
  void makesAllBytesDurableBeforeTheFirstNameAndEachDirectoryOnce() {
    try (Incoming first = whole();
        Incoming second = whole()) {
      disk.deeds();

      store.put(
          List.of(
              new Placement.Payload(first, KEY),
              new Placement.Payload(second, new ArchiveKey("call/data/d.mp4")),
              new Placement.Tag(
                  "host-1", new ArchiveKey("call/call.json"), new TagBytes(new byte[] {1})),
              new Placement.Tag(
                  "host-1", new ArchiveKey("call/bagit.txt"), new TagBytes(new byte[] {2}))));
    }

    assertThat(disk.deeds())
        .containsExactly(
            "create .incoming/host-1/*.part",
            "write",
            "create .incoming/host-1/*.part",
            "write",
            "sync .incoming/host-1/*.part",
            "sync .incoming/host-1/*.part",
            "sync .incoming/host-1/*.part",
            "sync .incoming/host-1/*.part",
            "create call",
            "create call/data",
            "link call/data/c.mp4",
            "delete .incoming/host-1/*.part",
            "link call/data/d.mp4",
            "delete .incoming/host-1/*.part",
            "replace call/call.json",
            "replace call/bagit.txt",
            "sync",
            "sync call",
            "sync call/data");
  }

  private Incoming whole() {
    Incoming incoming = store.receive("host-1");
    incoming.complete();
    return incoming;
  }

  /** As another process opens it. */
  private ArchiveStore opened(WatchedDisk later) {
    ArchiveStore laterStore = ArchiveStores.unopened(root, later);
    laterStore.open(null);
    laterStore.admit("host-1");
    return laterStore;
  }
}
