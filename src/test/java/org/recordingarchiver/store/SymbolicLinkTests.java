package org.recordingarchiver.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Someone planted symbolic links in the archive: nothing outside of it is touched or believed. */
class SymbolicLinkTests {

  private static final ArchiveKey KEY = new ArchiveKey("2026/01/c.mp4");

  @TempDir Path directory;
  private Path root;
  private Path outside;
  private ArchiveStore store;

  @BeforeEach
  void open() throws IOException {
    root = directory.resolve("archive");
    outside = Files.createDirectory(directory.resolve("outside"));
    store = ArchiveStores.at(root);
  }

  @Test
  void aLinkedDirectoryIsNotWrittenTo() throws IOException {
    Files.createSymbolicLink(root.resolve("2026"), outside);

    assertRefused(() -> Deliveries.publish(store, KEY, new byte[] {1}), "2026", "a directory");
    assertRefused(() -> store.replaceTag("host-1", KEY, new byte[] {1}), "2026", "a directory");

    assertThat(outside).isEmptyDirectory();
  }

  @Test
  void aLinkedDirectoryIsNotReadFrom() throws IOException {
    Files.createDirectory(outside.resolve("01"));
    Files.writeString(outside.resolve("01/c.mp4"), "not archived");
    Files.createSymbolicLink(root.resolve("2026"), outside);

    assertRefused(() -> store.readBack(KEY), "2026", "a directory");
    assertRefused(() -> store.length(KEY), "2026", "a directory");
    assertRefused(() -> store.read(KEY), "2026", "a directory");
  }

  @Test
  void aDirectoryThatBecameALinkAfterItsFirstUseIsNotWrittenTo() throws IOException {
    Deliveries.publish(store, new ArchiveKey("2026/01/earlier.mp4"), new byte[] {1});
    Files.move(root.resolve("2026/01"), directory.resolve("moved"));
    Files.createSymbolicLink(root.resolve("2026/01"), outside);

    assertRefused(() -> Deliveries.publish(store, KEY, new byte[] {1}), "2026/01", "a directory");

    assertThat(outside).isEmptyDirectory();
  }

  @Test
  void aDirectoryAboveThatBecameALinkAfterItsFirstUseIsNotWrittenTo() throws IOException {
    Deliveries.publish(store, new ArchiveKey("2026/01/earlier.mp4"), new byte[] {1});
    Files.createDirectory(outside.resolve("01"));
    Files.move(root.resolve("2026"), directory.resolve("moved"));
    Files.createSymbolicLink(root.resolve("2026"), outside);

    assertRefused(() -> Deliveries.publish(store, KEY, new byte[] {1}), "2026", "a directory");

    assertThat(outside.resolve("01")).isEmptyDirectory();
  }

  @Test
  void nothingNewIsMadeBehindALinkToADirectoryThatWasMovedAway() throws IOException {
    Deliveries.publish(store, new ArchiveKey("2026/01/earlier.mp4"), new byte[] {1});
    Path moved = Files.move(root.resolve("2026"), outside.resolve("2026"));
    Files.createSymbolicLink(root.resolve("2026"), moved);

    assertRefused(
        () -> Deliveries.publish(store, new ArchiveKey("2026/01/new/c.mp4"), new byte[] {1}),
        "2026",
        "a directory");

    assertThat(moved.resolve("01")).isDirectoryContaining("glob:**/earlier.mp4");
    assertThat(moved.resolve("01/new")).doesNotExist();
  }

  @Test
  void aDirectoryThatBecameALinkAfterItsFirstUseIsNotReadFrom() throws IOException {
    Deliveries.publish(store, KEY, new byte[] {1});
    assertThat(store.length(KEY)).contains(1L);
    Files.createDirectories(outside.resolve("01"));
    Files.writeString(outside.resolve("01/c.mp4"), "not archived");
    Files.move(root.resolve("2026"), directory.resolve("moved"));
    Files.createSymbolicLink(root.resolve("2026"), outside);

    assertRefused(() -> store.readBack(KEY), "2026", "a directory");
    assertRefused(() -> store.length(KEY), "2026", "a directory");
  }

  @Test
  void aDirectoryThatIsAnotherOneSinceItsFirstUseIsReadAnew() throws IOException {
    Deliveries.publish(store, KEY, new byte[] {1});
    assertThat(store.length(KEY)).contains(1L);
    Files.move(root.resolve("2026/01"), directory.resolve("moved"));
    assertThat(store.length(KEY)).isEmpty();
    Files.createDirectory(root.resolve("2026/01"));
    Files.write(root.resolve(KEY.value()), new byte[] {2, 3});

    assertThat(store.read(KEY)).contains(new byte[] {2, 3});
  }

  @Test
  void aLinkUnderTheNameOfAFileIsNeitherAdoptedNorRead() throws IOException {
    Files.createDirectories(root.resolve("2026/01"));
    Path target = Files.write(outside.resolve("c.mp4"), new byte[] {1});
    Files.createSymbolicLink(root.resolve(KEY.value()), target);

    assertRefused(() -> Deliveries.publish(store, KEY, new byte[] {1}), KEY.value(), "a file");
    assertRefused(() -> store.readBack(KEY), KEY.value(), "a file");
  }

  @Test
  void aTagReplacesALinkAndLeavesItsTargetAlone() throws IOException {
    Path target = Files.write(outside.resolve("bagit.txt"), new byte[] {1});
    Files.createSymbolicLink(root.resolve("bagit.txt"), target);

    store.replaceTag("host-1", new ArchiveKey("bagit.txt"), new byte[] {2});

    assertThat(target).hasBinaryContent(new byte[] {1});
    assertThat(store.read(new ArchiveKey("bagit.txt"))).contains(new byte[] {2});
  }

  @Test
  void aLinkedIncomingDirectoryIsNeitherWrittenToNorSwept() throws IOException {
    Files.writeString(outside.resolve("precious"), "kept");
    store.sweepIncoming(holder -> false);
    Files.delete(root.resolve(".incoming"));
    Files.createSymbolicLink(root.resolve(".incoming"), outside);

    assertRefused(() -> store.admit("host-1"), ".incoming", "a directory");
    assertRefused(() -> store.expel("host-1"), ".incoming", "a directory");
    assertRefused(() -> store.receive("host-1"), ".incoming", "a directory");
    assertRefused(() -> store.sweepIncoming(holder -> false), ".incoming", "a directory");

    assertThat(outside).isDirectoryContaining("glob:**/precious");
  }

  @Test
  void sweepingRemovesALinkAndLeavesItsTargetAlone() throws IOException {
    Files.writeString(outside.resolve("precious"), "kept");
    Files.createSymbolicLink(root.resolve(".incoming/dead"), outside);

    store.sweepIncoming(holder -> false);

    assertThat(root.resolve(".incoming")).isEmptyDirectory();
    assertThat(outside).isDirectoryContaining("glob:**/precious");
  }

  private void assertRefused(ThrowingCallable deed, String link, String expected) {
    assertThatExceptionOfType(StoreException.Failed.class)
        .isThrownBy(deed)
        .withMessageContaining(
            "%s: found a symbolic link, which is never followed, where %s belongs: move it out of"
                + " the archive",
            root.resolve(link), expected);
  }
}
