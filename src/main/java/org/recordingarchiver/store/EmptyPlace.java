package org.recordingarchiver.store;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/** The directory where an archive is about to be made. */
final class EmptyPlace {

  /** What file systems and storage boxes put into an empty directory by themselves. */
  private static final Set<String> IGNORED =
      Set.of("lost+found", ".snapshot", ".snapshots", ".zfs", ".DS_Store");

  private final Path path;
  private final Disk disk;

  EmptyPlace(Path path, Disk disk) {
    this.path = path;
    this.disk = disk;
  }

  /** Makes the directory and those above it where they are missing, durably. */
  void make() throws IOException {
    make(path);
  }

  private void make(Path directory) throws IOException {
    Path parent = directory.getParent();
    if (parent == null) {
      return;
    }
    make(parent);
    if (Files.isDirectory(directory)) {
      syncWhatWasThere(parent);
    } else {
      disk.createDirectory(directory);
      disk.syncDirectory(parent);
    }
  }

  /** A process that was killed may have made the names above the archive and not synced them. */
  private void syncWhatWasThere(Path directory) {
    try {
      disk.syncDirectory(directory);
    } catch (IOException e) {
      // Most are none of ours, and may be closed to us.
    }
  }

  /** A name that an archive about to be made would find in its place. */
  Optional<String> foreignName() throws IOException {
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(path)) {
      for (Path entry : entries) {
        String name = String.valueOf(entry.getFileName());
        if (!IGNORED.contains(name) && !name.startsWith(Marker.NAME)) {
          return Optional.of(name);
        }
      }
      return Optional.empty();
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
  }
}
