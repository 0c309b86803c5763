package org.recordingarchiver.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DirectFilesTests {

  private static final byte[] LONG = new byte[4 * Pieces.SIZE + 1];

  @TempDir Path root;

  @ParameterizedTest
  @CsvSource({"512, true", "1024, true", "4096, true", "8192, false", "65536, false", "0, false"})
  void wantsBlocksThatFillOurs(long size, boolean fit) {
    assertThat(DirectFiles.isFit(size)).isEqualTo(fit);
  }

  @Test
  void areUsedOnKnownFileSystemsAloneAndLeaveNoProbe() {
    DirectFiles directFiles = new DirectFiles(Set.of("another"));
    directFiles.open(root);

    assertThat(directFiles.areUsed()).isFalse();
    new DirectFiles().open(root);
    assertThat(root).isEmptyDirectory();
  }

  @Test
  void doNotIncludeWhatIsMountedBelowFromAnotherDisk() throws IOException {
    DirectFiles directFiles = new DirectFiles();
    directFiles.open(root);
    assumeThat(directFiles.areUsed()).isTrue();

    assertThat(directFiles.include(root)).isTrue();
    assertThat(directFiles.include(Path.of("/proc/self/io"))).isFalse();
  }

  @Test
  void areNotUsedWhereNothingIs() {
    DirectFiles directFiles = new DirectFiles();
    directFiles.open(root.resolve("missing"));

    assertThat(directFiles.areUsed()).isFalse();
  }

  /** What lies in memory proves nothing about the disk. */
  @Test
  void aLongFileIsReadBackFromTheDiskAndNotFromMemory() throws IOException {
    DirectFiles directFiles = new DirectFiles();
    directFiles.open(root);
    assumeThat(directFiles.areUsed()).isTrue();
    ArchiveKey key = new ArchiveKey("call/data/c.mp4");
    ArchiveStore store = ArchiveStores.at(root);
    Deliveries.publish(store, key, LONG);
    Files.readAllBytes(root.resolve(key.value())); // into memory

    long before = readFromDisk();
    assertThat(store.readBack(key)).contains(Deliveries.digest(LONG));

    assertThat(readFromDisk() - before).isGreaterThanOrEqualTo(LONG.length);
  }

  /** In bytes, by this process so far. See {@code man 5 proc_pid_io}. */
  private static long readFromDisk() throws IOException {
    return Files.readAllLines(Path.of("/proc/self/io")).stream()
        .filter(line -> line.startsWith("read_bytes: "))
        .mapToLong(line -> Long.parseLong(line.substring("read_bytes: ".length())))
        .sum();
  }

  @Test
  void whatIsWrittenOneWayIsReadTheOther() {
    ArchiveKey key = new ArchiveKey("call/data/c.mp4");
    Disk disk = new LocalDisk();
    ArchiveStore cached =
        ArchiveStores.opened(
            new FileSystemStore(
                root.resolve("archive"), disk, new EachSync(disk), new DirectFiles(Set.of())));
    ArchiveStore direct = ArchiveStores.at(root.resolve("archive"));

    Deliveries.publish(cached, key, LONG);
    assertThat(direct.readBack(key)).contains(Deliveries.digest(LONG));
    Deliveries.publish(direct, new ArchiveKey("call/data/d.mp4"), LONG);
    assertThat(cached.readBack(new ArchiveKey("call/data/d.mp4")))
        .contains(Deliveries.digest(LONG));
  }
}
