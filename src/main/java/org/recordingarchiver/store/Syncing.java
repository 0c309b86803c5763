package org.recordingarchiver.store;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;

/** How what was written reaches the disk before anybody relies on it. */
interface Syncing {

  /** Comes before anything is written below this directory; may be repeated. */
  default void open(Path root) throws IOException {}

  /**
   * To be asked before the first of the bytes or names is written that are made durable together.
   */
  long begun();

  /** Returns once the bytes of these files are on the disk, and closes them. */
  void files(Collection<IncomingFile> files) throws IOException;

  /**
   * Returns once these names are on the disk.
   *
   * @param files that others wrote and may have died before they synced them
   * @param directories in which names were made, those above before those below
   */
  void names(Collection<Path> files, Collection<Path> directories, long begun) throws IOException;
}
