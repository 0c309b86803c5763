package org.recordingarchiver.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FileSystemStoreOpeningTests extends ArchiveStoreOpeningContract {

  private static final String ID = "5f3ad7c0-0000-4000-8000-000000000000";

  @TempDir Path directory;

  @Override
  ArchiveStore closed() {
    return ArchiveStores.unopened(root(), new LocalDisk());
  }

  @Test
  void theMarkerSaysWhatItIs() {
    String id = closed().open(null);

    assertThat(root().resolve(".recording-archive"))
        .hasContent(
            "recording-archiver archive: keep this file, it tells this archive from an empty mount"
                + " point\nid: "
                + id
                + "\n");
  }

  @Test
  void aMissingRootWhereAStoreIsExpectedIsNotMade() {
    assertUnavailable(
        () -> closed().open(ID),
        "no such directory, but store " + ID + " is expected there; is the disk mounted?");

    assertThat(root()).doesNotExist();
  }

  @Test
  void anEmptyMountPointStaysEmpty() throws IOException {
    Files.createDirectory(root());

    assertUnavailable(
        () -> closed().open(ID),
        "no marker .recording-archive, but store "
            + ID
            + " is expected there; is the disk mounted?");

    assertThat(root()).isEmptyDirectory();
  }

  @Test
  void anotherStoreIsLeftAlone() throws IOException {
    String id = closed().open(null);

    assertUnavailable(
        () -> closed().open(ID),
        "expected store " + ID + " but found store " + id + "; is another disk mounted?");
  }

  @Test
  void aDirectoryWithForeignFilesIsNotMadeIntoAStore() throws IOException {
    Files.createDirectories(root().resolve("holiday-photos"));

    assertUnavailable(
        () -> closed().open(null),
        "not empty (it holds holiday-photos) and no archive (no marker .recording-archive); set"
            + " archiver.store.filesystem.root to an empty directory or to an archive");

    assertThat(root().resolve(".recording-archive")).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(strings = {"lost+found", ".snapshot", ".recording-archive.draft-of-a-killed-one"})
  void whatFileSystemsPutThereIsNoHindrance(String name) throws IOException {
    Files.createDirectories(root().resolve(name));

    assertThat(closed().open(null)).hasSize(36);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "id: " + ID, "recording-archiver archive\nid: short\n"})
  void aDamagedMarkerIsNoReasonToMakeANewOne(String content) throws IOException {
    Files.createDirectory(root());
    Path marker = Files.writeString(root().resolve(".recording-archive"), content);

    assertUnavailable(
        () -> closed().open(null),
        marker
            + ": damaged; its second line must be `id: ` and the store's id; check the disk and the"
            + " permissions");

    assertThat(marker).hasContent(content);
  }

  @ParameterizedTest
  @CsvSource({"link .recording-archive.*, Operation not permitted", "sync, Invalid argument"})
  void anUnsuitableFileSystemIsFoundOutBeforeAnythingIsMade(String deed, String reason)
      throws IOException {
    Files.createDirectory(root());
    WatchedDisk disk = new WatchedDisk(root());
    disk.failAt(deed, new IOException(reason));

    assertThatExceptionOfType(StoreException.Failed.class)
        .isThrownBy(() -> ArchiveStores.unopened(root(), disk).open(null))
        .withMessage(
            "archive %s: this file system makes no hard links or syncs no directories (%s),"
                + " without which a file can't be published safely; set"
                + " archiver.store.filesystem.root to a directory on one that does, such as ext4,"
                + " XFS or NFS",
            root(), reason);
    assertThat(root()).isEmptyDirectory();
  }

  private Path root() {
    return directory.resolve("archive");
  }

  private void assertUnavailable(ThrowingCallable deed, String problem) {
    assertThatExceptionOfType(StoreException.Unavailable.class)
        .isThrownBy(deed)
        .withMessage("archive %s: %s", root(), problem);
  }
}
