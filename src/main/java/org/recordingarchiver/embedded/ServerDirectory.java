package org.recordingarchiver.embedded;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * The directory of one embedded server, for its owner alone, and what lies in it.
 *
 * @param path absolute, without symbolic links
 */
record ServerDirectory(Path path) {

  static final String REMEDY =
      "; give archiver.home a directory that this user may write to, or set spring.datasource.url";

  /** Creates {@code postgres} below the home if it is missing. */
  static ServerDirectory in(Path home) {
    Path path = home.toAbsolutePath().normalize().resolve("postgres");
    try {
      Files.createDirectories(home.toAbsolutePath().normalize());
      if (!Files.isDirectory(path)) {
        Files.createDirectory(path, onlyOwner("rwx------"));
      }
      return new ServerDirectory(path.toRealPath());
    } catch (IOException e) {
      throw new EmbeddedPostgresException("can't create " + path + " (" + e + ")" + REMEDY, e);
    }
  }

  static FileAttribute<?>[] onlyOwner(String permissions) {
    return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
        }
        : new FileAttribute<?>[0];
  }

  Path data() {
    return path.resolve("data");
  }

  Path password() {
    return path.resolve("password");
  }

  Path log() {
    return path.resolve("server.log");
  }

  Path binaries() {
    return path.resolve("binaries");
  }

  Path startupLock() {
    return path.resolve("startup.lock");
  }

  Path usersLock() {
    return path.resolve("users.lock");
  }

  /** Makes the names in {@code directory} survive a power cut. */
  static void sync(Path directory) throws IOException {
    if (onlyOwner("rwx------").length == 0) {
      return; // Windows can't open directories, and needs not
    }
    try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  @Override
  public String toString() {
    return path.toString();
  }
}
