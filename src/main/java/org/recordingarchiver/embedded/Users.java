package org.recordingarchiver.embedded;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;

/**
 * Those who use a server: processes by a shared lock on a file, which the system drops when one
 * dies; users within this process by a number, since locks belong to processes. Every call needs
 * the {@link StartupLock}.
 */
final class Users {

  private static final Map<Path, Users> OF_THIS_PROCESS = new HashMap<>();

  private final Path file;
  private final FileChannel channel;
  private final FileLock shared;
  private final boolean joinedOthers;
  private int count;

  private Users(Path file, FileChannel channel, FileLock shared, boolean joinedOthers) {
    this.file = file;
    this.channel = channel;
    this.shared = shared;
    this.joinedOthers = joinedOthers;
  }

  static Users join(ServerDirectory directory) {
    Path file = directory.usersLock();
    try {
      Users users = OF_THIS_PROCESS.get(file);
      if (users == null) {
        users = lockShared(file);
        OF_THIS_PROCESS.put(file, users);
      }
      users.count++;
      return users;
    } catch (IOException e) {
      throw new EmbeddedPostgresException(
          "can't lock " + file + " (" + e + ")" + ServerDirectory.REMEDY, e);
    }
  }

  private static Users lockShared(Path file) throws IOException {
    FileChannel channel =
        FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    boolean others = !isAlone(channel);
    return new Users(file, channel, channel.lock(0, Long.MAX_VALUE, true), others);
  }

  private static boolean isAlone(FileChannel channel) throws IOException {
    try (FileLock alone = channel.tryLock()) {
      return alone != null;
    }
  }

  /** Whether someone else was using the server already when this one came. */
  boolean joinedOthers() {
    return joinedOthers || count > 1;
  }

  /** Says whether nobody is left. */
  boolean leave() throws IOException {
    count--;
    if (count > 0) {
      return false;
    }
    OF_THIS_PROCESS.remove(file);
    try (channel) {
      shared.release();
      return isAlone(channel);
    }
  }
}
