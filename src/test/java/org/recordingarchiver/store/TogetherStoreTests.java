package org.recordingarchiver.store;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** The store as it is used, which syncs the file system as a whole where it can. */
class TogetherStoreTests extends ArchiveStoreContract {

  @TempDir Path root;

  @Override
  ArchiveStore store() {
    Disk disk = new LocalDisk();
    return ArchiveStores.opened(new FileSystemStore(root, disk, new BestSync(disk)));
  }
}
