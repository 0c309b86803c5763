package org.recordingarchiver.store;

import java.nio.file.Path;

/** Real stores for the tests of other modules. */
public final class ArchiveStores {

  private ArchiveStores() {}

  /** A new or existing archive in that directory, opened, with two holders admitted. */
  public static ArchiveStore at(Path root) {
    ArchiveStore store = new FileSystemStore(root, new LocalDisk());
    store.open(null);
    store.admit("host-1");
    store.admit("holder-1");
    return store;
  }
}
