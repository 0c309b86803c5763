package org.recordingarchiver.store;

import java.nio.file.Path;

/** Real stores for the tests of other modules. */
public final class ArchiveStores {

  private ArchiveStores() {}

  /** A new or existing archive in that directory, opened. */
  public static ArchiveStore at(Path root) {
    ArchiveStore store = new FileSystemStore(root, new LocalDisk());
    store.open(null);
    return store;
  }
}
