package org.recordingarchiver.store;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;

/** Syncs each file and each directory by itself: works on every file system. */
final class EachSync implements Syncing {

  private final Disk disk;

  EachSync(Disk disk) {
    this.disk = disk;
  }

  @Override
  public long begun() {
    return 0;
  }

  @Override
  public void files(Collection<IncomingFile> files) throws IOException {
    for (IncomingFile file : files) {
      file.sync();
    }
  }

  @Override
  public void names(Collection<Path> files, Collection<Path> directories, long begun)
      throws IOException {
    for (Path file : files) {
      disk.syncExisting(file);
    }
    for (Path directory : directories) {
      disk.syncDirectory(directory);
    }
  }
}
