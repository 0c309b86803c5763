package org.recordingarchiver.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
    store().replaceTag(new ArchiveKey("2026/01/05/call/bagit.txt"), new byte[] {9});

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

  private Path root() {
    return directory.resolve("archive");
  }
}
