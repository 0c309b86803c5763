package org.recordingarchiver.store;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Tells a full disk from a failing one. */
final class DiskFault {

  /** As ENOSPC and EDQUOT read on Linux and macOS, then as Windows says it. */
  private static final List<String> NO_ROOM =
      List.of(
          "No space left on device",
          "Disk quota exceeded",
          "Disc quota exceeded",
          "There is not enough space on the disk");

  private static final String NO_HANDLES = "Too many open files";

  private static final long NEXT_TO_NOTHING = 1024 * 1024;

  private DiskFault() {}

  /**
   * What the caller of the store gets to know.
   *
   * @param deed what failed, after "could not"
   * @param root the archive, or a directory in it
   */
  static StoreException of(String deed, Path root, IOException cause) {
    String what = "could not " + deed + " in " + root + ": " + reason(cause);
    return isFull(root, cause)
        ? new StoreException.Full(
            what + "; the disk is full or a quota is used up: make room there, then run again",
            cause)
        : new StoreException.Failed(
            what + "; " + remedy(cause, "if this repeats, check the disk"), cause);
  }

  /** What helps, {@code usually} unless the cause tells something better. */
  static String remedy(IOException cause, String usually) {
    return String.valueOf(cause.getMessage()).contains(NO_HANDLES)
        ? "allow this process more open files (ulimit -n), or lower archiver.archive.lanes"
        : usually;
  }

  /** The JDK leaves out the reason where the exception's type says it. */
  static String reason(IOException cause) {
    boolean typeSaysIt = cause instanceof FileSystemException e && e.getReason() == null;
    String message = cause.getMessage();
    return typeSaysIt || message == null
        ? cause.getClass().getSimpleName() + " " + message
        : message;
  }

  private static boolean isFull(Path root, IOException cause) {
    String message = String.valueOf(cause.getMessage());
    return NO_ROOM.stream().anyMatch(message::contains) || hasNoRoom(root);
  }

  /** The system's words come in the operator's language, so ask the disk too. */
  private static boolean hasNoRoom(Path root) {
    try {
      FileStore disk = Files.getFileStore(root);
      return disk.getTotalSpace() > 0 && disk.getUsableSpace() < NEXT_TO_NOTHING;
    } catch (IOException e) {
      return false;
    }
  }
}
