package org.recordingarchiver.store;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** The files still arriving, in a directory for each holder. */
final class IncomingFiles {

  static final String NAME = ".incoming";

  private static final Pattern SAFE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,199}");

  private final ArchiveRoot root;
  private final Directories directories;
  private final Disk disk;

  IncomingFiles(ArchiveRoot root, Directories directories, Disk disk) {
    this.root = root;
    this.directories = directories;
    this.disk = disk;
  }

  IncomingFile receive(String holder) throws IOException {
    if (!SAFE.matcher(holder).matches()) {
      throw new IllegalArgumentException("not a safe name of a holder: " + holder);
    }
    // Not synced: what a power cut takes from here was not published.
    Path directory = directories.make(List.of(NAME, holder)).last();
    return new IncomingFile(root, disk, directory.resolve(UUID.randomUUID() + ".part"));
  }

  void sweep(Predicate<String> lives) throws IOException {
    Path incoming = root.path().resolve(NAME);
    if (!Files.exists(incoming, NOFOLLOW_LINKS)) {
      return;
    }
    PlainFiles.directory(incoming);
    for (Path holder : entries(incoming)) {
      if (!lives.test(String.valueOf(holder.getFileName()))) {
        remove(holder);
      }
    }
  }

  private void remove(Path path) throws IOException {
    if (Files.isDirectory(path, NOFOLLOW_LINKS)) {
      for (Path entry : entries(path)) {
        remove(entry);
      }
    }
    disk.delete(path);
  }

  private static List<Path> entries(Path directory) throws IOException {
    List<Path> entries = new ArrayList<>();
    try (DirectoryStream<Path> found = Files.newDirectoryStream(directory)) {
      found.forEach(entries::add);
      return entries;
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
  }
}
