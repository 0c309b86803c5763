package org.recordingarchiver.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnmountedDiskTests {

  private static final ArchiveKey KEY = new ArchiveKey("call/data/c.mp4");

  @TempDir Path directory;

  @Test
  void nothingIsWrittenOrAnsweredOnceTheDiskIsUnmounted() throws IOException {
    Path root = directory.resolve("archive");
    ArchiveStore store = ArchiveStores.unopened(root, new LocalDisk());
    String id = store.open(null);
    store.admit("host-1");
    Incoming incoming = store.receive("host-1");
    incoming.complete();
    Files.move(root, directory.resolve("elsewhere"));
    Files.createDirectory(root);
    String problem =
        "archive "
            + root
            + ": no marker .recording-archive, but store "
            + id
            + " is expected there; is the disk mounted?";

    assertUnavailable(() -> store.publish(incoming, KEY), problem);
    assertUnavailable(() -> store.receive("host-1"), problem);
    assertUnavailable(() -> store.admit("host-1"), problem);
    assertUnavailable(() -> store.expel("host-1"), problem);
    assertUnavailable(() -> store.look(KEY), problem);
    assertUnavailable(() -> store.replaceTag("host-1", KEY, new byte[1]), problem);
    assertUnavailable(() -> store.sweepIncoming(holder -> false), problem);
    assertUnavailable(() -> store.readBack(KEY), problem);

    assertThat(root).isEmptyDirectory();
  }

  private static void assertUnavailable(ThrowingCallable deed, String problem) {
    assertThatExceptionOfType(StoreException.Unavailable.class)
        .isThrownBy(deed)
        .withMessage("%s", problem);
  }
}
