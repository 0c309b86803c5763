package org.recordingarchiver.store;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Puts synced files under their final names.
 *
 * <p>The name is made by hard link, because a rename would silently replace what lies there, and
 * counts only when all directories that lead to it are synced. Dying anywhere in between leaves
 * either no name or one that the next try adopts.
 */
final class Publication {

  /** Enough to tell conflicts apart, then the whole digest should that not be so. */
  private static final int[] DIGITS = {8, 64};

  private final Directories directories;
  private final Disk disk;

  Publication(Directories directories, Disk disk) {
    this.directories = directories;
    this.disk = disk;
  }

  /** See {@link ArchiveStore#publish}. */
  void publish(IncomingFile incoming, ArchiveKey key) throws IOException {
    Digest ours = incoming.completed();
    Optional<Digest> other = place(incoming, ours, key);
    if (other.isPresent()) {
      throw conflict(key, other.get(), ours, keepApart(incoming, ours, key));
    }
  }

  /** See {@link ArchiveStore#quarantine}. */
  ArchiveKey quarantine(IncomingFile incoming, ArchiveKey key) throws IOException {
    Digest ours = incoming.completed();
    ArchiveKey quarantined = key.quarantined("");
    return place(incoming, ours, quarantined).isEmpty()
        ? quarantined
        : keepApart(incoming, ours, key);
  }

  /**
   * See {@link ArchiveStore#release}.
   *
   * @param own a name among the holder's own files, by way of which the link is made
   */
  void release(Path quarantined, Path own, ArchiveKey key) throws IOException {
    disk.link(own, quarantined);
    try {
      release(own, key);
    } finally {
      disk.discard(own);
    }
  }

  private void release(Path own, ArchiveKey key) throws IOException {
    Directories.Chain chain = directories.make(key.directories());
    Path file = chain.last().resolve(key.name());
    if (!link(file, own)) {
      Digest ours = RunningDigest.of(own);
      PlainFiles.file(file);
      Digest found = RunningDigest.of(file);
      if (!found.equals(ours)) {
        throw conflict(key, found, ours, key.quarantined(""));
      }
    }
    disk.syncExisting(file);
    directories.sync(chain);
  }

  /** Returns the digest of the other bytes that have this name, or empty when ours have it. */
  private Optional<Digest> place(IncomingFile incoming, Digest ours, ArchiveKey key)
      throws IOException {
    Directories.Chain chain = directories.make(key.directories());
    Path file = chain.last().resolve(key.name());
    if (!link(file, incoming.path())) {
      PlainFiles.file(file);
      Digest found = RunningDigest.of(file);
      if (!found.equals(ours)) {
        return Optional.of(found);
      }
      disk.syncExisting(file); // whoever put it there may have died before syncing anything
    }
    incoming.published();
    directories.sync(chain);
    return Optional.empty();
  }

  private boolean link(Path name, Path file) throws IOException {
    try {
      disk.link(name, file);
      return true;
    } catch (FileAlreadyExistsException e) {
      return false;
    }
  }

  private ArchiveKey keepApart(IncomingFile incoming, Digest ours, ArchiveKey key)
      throws IOException {
    for (int digits : DIGITS) {
      String suffix = ".conflict-" + ours.sha256().hex().substring(0, digits);
      ArchiveKey apart = key.quarantined(suffix);
      if (place(incoming, ours, apart).isEmpty()) {
        return apart;
      }
    }
    throw new FileSystemException(
        key.value(), null, "damaged copies lie under all its .conflict- names: move them away");
  }

  private StoreException conflict(ArchiveKey key, Digest found, Digest ours, ArchiveKey keptAs) {
    return new StoreException.Conflict(
        "%s: other bytes lie there (%s) than came now (%s), which are kept as %s; compare the two"
            .formatted(key, found, ours, keptAs),
        keptAs);
  }
}
