package org.recordingarchiver.intake;

import java.io.EOFException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipException;

/**
 * The files to be read below the given paths. A directory is searched in the order of its names;
 * hidden entries in it are left out, and links are followed only to files inside it.
 */
final class EventFiles {

  private final List<Path> files = new ArrayList<>();
  private final List<String> problems = new ArrayList<>();

  EventFiles(List<Path> paths) {
    paths.forEach(this::add);
  }

  List<Path> files() {
    return files;
  }

  /** Why something was left out that is not hidden, each naming its path. */
  List<String> problems() {
    return problems;
  }

  static String problem(Object path, IOException e) {
    return path
        + ": "
        + switch (e) {
          case NoSuchFileException missing -> "no such file or directory";
          case AccessDeniedException denied -> "permission denied";
          case EOFException brokenOff -> "the gzip data is broken off: get the whole file";
          case ZipException damaged ->
              "the gzip data is damaged (%s): get the file again".formatted(damaged.getMessage());
          default -> String.valueOf(e.getMessage());
        };
  }

  private void add(Path path) {
    try {
      if (Files.isDirectory(path)) {
        search(path, path.toRealPath());
      } else {
        files.add(path);
      }
    } catch (IOException e) {
      problems.add(problem(path, e));
    }
  }

  private void search(Path directory, Path root) throws IOException {
    List<Path> entries;
    try (Stream<Path> listing = Files.list(directory)) {
      entries = listing.filter(entry -> !isHidden(entry)).sorted().toList();
    }
    for (Path entry : entries) {
      try {
        addEntry(entry, root);
      } catch (IOException e) {
        problems.add(problem(entry, e));
      }
    }
  }

  private void addEntry(Path entry, Path root) throws IOException {
    if (Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS)) {
      search(entry, root);
    } else if (!entry.toRealPath().startsWith(root)) {
      problems.add(entry + ": a link out of the directory; name its target to have it read");
    } else if (Files.isRegularFile(entry)) {
      files.add(entry);
    } else {
      problems.add(entry + ": not a file; a link to a directory is not followed");
    }
  }

  private static boolean isHidden(Path entry) {
    return entry.getFileName().toString().startsWith(".");
  }
}
