package org.recordingarchiver.store;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The directories below the root: makes them, makes them durable, finds files in them. */
final class Directories {

  /** One directory, told from a later one of the same name. */
  record Made(Path path, @Nullable Object fileKey, FileTime created) {}

  /**
   * The directories from the root down to one of them.
   *
   * @param last the one at the end
   * @param unsynced those whose names may not be durable yet, also such that another process made
   */
  record Chain(Path last, List<Made> unsynced) {}

  private static final int MOST_REMEMBERED = 10_000;

  private final ArchiveRoot root;
  private final Disk disk;
  private final Set<Made> durable = ConcurrentHashMap.newKeySet();

  /**
   * Those to which no link led when they were looked at from the root down. As long as its name
   * still leads to the same directory, nothing else is found through it, whatever became of those
   * above.
   */
  private final Map<Path, Made> seen = new ConcurrentHashMap<>();

  Directories(ArchiveRoot root, Disk disk) {
    this.root = root;
    this.disk = disk;
  }

  /**
   * Makes the directories of a key, those below the root, where they are missing; follows no link.
   * If the last one is as it was when it was made durable, those that lead to it are not looked at
   * again.
   */
  Chain make(String directory) throws IOException {
    Path last = root.path().resolve(directory);
    if (last.equals(root.path()) || isDurable(last)) {
      return new Chain(last, List.of());
    }
    List<Made> unsynced = new ArrayList<>();
    for (Path path : pathsTo(last)) {
      Made made = make(path);
      remember(made);
      if (!durable.contains(made)) {
        unsynced.add(made);
      }
    }
    return new Chain(last, unsynced);
  }

  /** From the first one below the root to that one. */
  private List<Path> pathsTo(Path last) {
    List<Path> paths = new ArrayList<>();
    Path at = root.path();
    for (Path name : at.relativize(last)) {
      at = at.resolve(name);
      paths.add(at);
    }
    return paths;
  }

  private boolean isDurable(Path directory) throws IOException {
    Made then = seen.get(directory);
    return then != null && durable.contains(then) && isAsSeen(directory);
  }

  /** The directories to be synced for the names of these directories, and of files in the last. */
  List<Path> unsynced(Chain chain) {
    List<Path> unsynced = new ArrayList<>();
    chain.unsynced().forEach(made -> unsynced.add(parent(made.path())));
    unsynced.add(chain.last());
    return unsynced;
  }

  /** Notes that they were. */
  void durable(Chain chain) {
    if (durable.size() > MOST_REMEMBERED) {
      durable.clear();
    }
    durable.addAll(chain.unsynced());
  }

  /** The file under this key, empty if there is none. */
  Optional<Path> find(ArchiveKey key) throws IOException {
    return ask(
        key,
        file -> {
          PlainFiles.file(file);
          return file;
        });
  }

  /** What is asked of a file, whether there is such a file or not. */
  interface Question<T> {

    /**
     * Answers, after having made sure that it is a file.
     *
     * @throws NoSuchFileException if it is missing
     */
    T answer(Path file) throws IOException;
  }

  /** The answer for the file under this key, empty if there is none. */
  <T> Optional<T> ask(ArchiveKey key, Question<T> question) throws IOException {
    try {
      return Optional.of(question.answer(find(key.directory()).resolve(key.name())));
    } catch (NoSuchFileException e) {
      root.check(); // below an empty mount point every file seems to be missing
      return Optional.empty();
    }
  }

  private Path find(String directory) throws IOException {
    Path last = root.path().resolve(directory);
    if (last.equals(root.path()) || isAsSeen(last)) {
      return last;
    }
    for (Path path : pathsTo(last)) {
      remember(found(path));
    }
    return last;
  }

  private boolean isAsSeen(Path directory) throws IOException {
    Made then = seen.get(directory);
    try {
      return then != null && then.equals(found(directory));
    } catch (NoSuchFileException e) {
      return false;
    }
  }

  private void remember(Made directory) {
    if (seen.size() > MOST_REMEMBERED) {
      seen.clear();
    }
    if (directory.fileKey() != null) {
      seen.put(directory.path(), directory);
    }
  }

  /** What nobody has seen is rarely there: to look first would cost an exception nearly always. */
  private Made make(Path directory) throws IOException {
    if (seen.containsKey(directory)) {
      try {
        return found(directory);
      } catch (NoSuchFileException e) {
        // It is gone since.
      }
    }
    try {
      disk.createDirectory(directory);
    } catch (IOException e) {
      // NFS may refuse to make what is there already, where nothing new may be made.
      return foundAfterAll(directory, e);
    }
    return found(directory);
  }

  private static Made foundAfterAll(Path directory, IOException refusal) throws IOException {
    try {
      return found(directory);
    } catch (NoSuchFileException e) {
      throw refusal;
    }
  }

  private static Made found(Path directory) throws IOException {
    BasicFileAttributes found = PlainFiles.directory(directory);
    return new Made(directory, found.fileKey(), found.creationTime());
  }

  private static Path parent(Path path) {
    return Optional.ofNullable(path.getParent()).orElseThrow();
  }
}
