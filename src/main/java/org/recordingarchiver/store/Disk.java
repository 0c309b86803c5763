package org.recordingarchiver.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/** Every call that changes the disk, so that tests can see their order and break each of them. */
interface Disk {

  /** Makes a new file that nobody may write but the one who holds this channel. */
  FileChannel create(Path file) throws IOException;

  /** The same, written past the page cache: in whole {@linkplain Pieces#BLOCK blocks}. */
  FileChannel createDirect(Path file) throws IOException;

  /** Writes all that remains in the buffer. */
  void write(FileChannel channel, ByteBuffer bytes) throws IOException;

  /** Waits until the bytes written through this channel are on the disk. */
  void sync(FileChannel channel, Path file) throws IOException;

  /** Waits until the bytes of a file that someone else wrote are on the disk. */
  void syncExisting(Path file) throws IOException;

  /** Waits until the names in this directory are on the disk. */
  void syncDirectory(Path directory) throws IOException;

  /** Makes the directory unless that name exists. */
  void createDirectory(Path directory) throws IOException;

  /** Gives the file a second name; fails if that name exists. */
  void link(Path name, Path file) throws IOException;

  /** Renames, replacing what had the new name, in one step. */
  void replace(Path from, Path to) throws IOException;

  /** Removes the file or the empty directory if it exists. */
  void delete(Path path) throws IOException;

  /** Removes a file that is no longer wanted: should it stay, it only takes room until swept. */
  default void discard(Path file) {
    try {
      delete(file);
    } catch (IOException e) {
      // The caller has more important news, and a later sweep tries again.
    }
  }
}
