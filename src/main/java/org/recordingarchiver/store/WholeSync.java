package org.recordingarchiver.store;

import java.io.IOException;

/** Puts all that was written to a file system on its disk. */
interface WholeSync {

  /**
   * Returns once everything written before this call is on the disk.
   *
   * @throws IOException if something was lost since the last call, whatever it was
   */
  void sync() throws IOException;
}
