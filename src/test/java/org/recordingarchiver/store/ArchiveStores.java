package org.recordingarchiver.store;

import java.nio.file.Path;

/** Real stores for the tests of other modules. */
public final class ArchiveStores {

  private ArchiveStores() {}

  /** One that syncs each file by itself. */
  static ArchiveStore unopened(Path root, Disk disk) {
    return new FileSystemStore(root, disk, new EachSync(disk));
  }

  /** A new or existing archive in that directory, opened, with two holders admitted. */
  public static ArchiveStore at(Path root) {
    return opened(unopened(root, new LocalDisk()));
  }

  static ArchiveStore opened(ArchiveStore store) {
    store.open(null);
    store.admit("host-1");
    store.admit("holder-1");
    return store;
  }
}
