package org.recordingarchiver.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileSystemStoreTests extends ArchiveStoreContract {

  @TempDir Path directory;

  @Override
  ArchiveStore store() {
    return ArchiveStores.at(root());
  }

  @Test
  void laysTheBytesUnderTheirKeyAndLeavesNoOtherFile() throws IOException {
    Deliveries.publish(store(), KEY, new byte[] {7, 8});
    store().replaceTag("host-1", new ArchiveKey("2026/01/05/call/bagit.txt"), new byte[] {9});

    assertThat(ArchiveListing.of(root()))
        .containsExactlyInAnyOrder(".recording-archive", KEY.value(), "2026/01/05/call/bagit.txt");
    assertThat(root().resolve(KEY.value())).hasBinaryContent(new byte[] {7, 8});
  }

  @Test
  void nobodyMayWriteAPublishedFile() throws IOException {
    Deliveries.publish(store(), KEY, new byte[] {7, 8});

    assertThat(Files.getPosixFilePermissions(root().resolve(KEY.value())))
        .isNotEmpty()
        .noneMatch(permission -> permission.name().endsWith("WRITE"));
  }

  @Test
  void aDirectoryThatSomeoneRemovedIsMadeAgain() throws IOException {
    ArchiveStore store = store();
    Deliveries.publish(store, KEY, new byte[] {1});
    Path file = root().resolve(KEY.value());
    Files.delete(file);
    Files.delete(file.getParent());

    Deliveries.publish(store, KEY, new byte[] {2});

    assertThat(file).hasBinaryContent(new byte[] {2});
  }

  @Test
  void aStampIsAnotherOnceTheBytesWereChangedAndTheTimesPutBack() throws Exception {
    Deliveries.publish(store(), KEY, new byte[] {1, 2, 3});
    Path file = root().resolve(KEY.value());
    FileTime modified = Files.getLastModifiedTime(file);
    Stamp stamp = stamp();
    assertThat(stamp).isNotNull().isEqualTo(stamp());

    // A change within the same tick of the file system's clock can't be told.
    await()
        .until(() -> {
          Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
          Files.write(file, new byte[] {1, 2, 4});
          Files.setLastModifiedTime(file, modified);
          return !Objects.equals(stamp, stamp());
        });
    assertThat(Files.size(file)).isEqualTo(3);
    assertThat(Files.getLastModifiedTime(file)).isEqualTo(modified);
  }

  @Test
  void readingAFileLeavesItsStamp() {
    Deliveries.publish(store(), KEY, new byte[] {1, 2, 3});
    Stamp stamp = stamp();

    store().readBack(KEY);
    store().read(KEY);

    assertThat(stamp()).isEqualTo(stamp);
    assertThat(store().lookAndReadBack(KEY).orElseThrow().before().stamp()).isEqualTo(stamp);
  }

  @Test
  void countsWhatItReadsBack() {
    ArchiveStore store = store();
    Deliveries.publish(store, KEY, new byte[300_000]);
    long before = store.bytesReadBack();

    store.readBack(KEY);
    Deliveries.publish(store, KEY, new byte[300_000]); // compared with what lies there

    assertThat(store.bytesReadBack() - before).isEqualTo(600_000);
  }

  private @Nullable Stamp stamp() {
    return store().look(KEY).orElseThrow().stamp();
  }

  private Path root() {
    return directory.resolve("archive");
  }
}
