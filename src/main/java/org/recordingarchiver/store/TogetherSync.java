package org.recordingarchiver.store;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;

/** Syncs the whole file system, once for all who wait for it. */
final class TogetherSync implements Syncing {

  private final GroupSync group;

  TogetherSync(GroupSync group) {
    this.group = group;
  }

  @Override
  public long begun() {
    return group.begun();
  }

  @Override
  public void files(Collection<IncomingFile> files) throws IOException {
    long begun = Long.MAX_VALUE;
    for (IncomingFile file : files) {
      file.closeUnsynced();
      begun = Math.min(begun, file.begun());
    }
    group.await(begun);
  }

  @Override
  public void names(Collection<Path> files, Collection<Path> directories, long begun)
      throws IOException {
    group.await(begun);
  }
}
