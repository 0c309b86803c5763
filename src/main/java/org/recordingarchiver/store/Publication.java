package org.recordingarchiver.store;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Puts files under their final names: bytes first, then names, each made durable before the next.
 *
 * <p>The name of a payload file is made by hard link, because a rename would silently replace what
 * lies there, and counts only when all directories that lead to it are synced. Dying anywhere in
 * between leaves either no name or one that the next try adopts.
 */
final class Publication {

  /** Enough to tell conflicts apart, then the whole digest should that not be so. */
  private static final int[] DIGITS = {8, 64};

  private final Directories directories;
  private final Disk disk;
  private final Syncing syncing;
  private final FileDigests digests;

  Publication(Directories directories, Disk disk, Syncing syncing, FileDigests digests) {
    this.directories = directories;
    this.disk = disk;
    this.syncing = syncing;
    this.digests = digests;
  }

  /**
   * A complete file and its name.
   *
   * @param replaces what has that name
   */
  record Arrived(IncomingFile file, ArchiveKey key, boolean replaces) {}

  /** See {@link ArchiveStore#put}. */
  void put(List<Arrived> together) throws IOException {
    syncing.files(together.stream().map(Arrived::file).toList());
    NewNames names = new NewNames(directories, syncing);
    for (Arrived it : together) {
      if (it.replaces()) {
        replace(it, names);
      } else {
        publish(it, names);
      }
    }
    names.sync();
  }

  private void replace(Arrived tag, NewNames names) throws IOException {
    disk.replace(tag.file().path(), names.file(tag.key()));
    tag.file().renamed();
  }

  private void publish(Arrived it, NewNames names) throws IOException {
    Optional<Digest> other = place(it.file(), it.key(), names);
    if (other.isPresent()) {
      Digest ours = it.file().completed();
      throw conflict(it.key(), other.get(), ours, keepApart(it.file(), it.key()));
    }
  }

  /** See {@link ArchiveStore#quarantine}. */
  ArchiveKey quarantine(IncomingFile incoming, ArchiveKey key) throws IOException {
    syncing.files(List.of(incoming));
    ArchiveKey quarantined = key.quarantined("");
    return isPlaced(incoming, quarantined) ? quarantined : keepApart(incoming, key);
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
    NewNames names = new NewNames(directories, syncing);
    Path file = names.file(key);
    if (!link(file, own)) {
      Digest ours = digests.of(own);
      PlainFiles.file(file);
      Digest found = digests.of(file);
      if (!found.equals(ours)) {
        throw conflict(key, found, ours, key.quarantined(""));
      }
    }
    names.adopted(file);
    names.sync();
  }

  /** Returns the digest of the other bytes that have this name, or empty when ours have it. */
  private Optional<Digest> place(IncomingFile incoming, ArchiveKey key, NewNames names)
      throws IOException {
    Path file = names.file(key);
    if (!link(file, incoming.path())) {
      PlainFiles.file(file);
      Digest found = digests.of(file);
      if (!found.equals(incoming.completed())) {
        return Optional.of(found);
      }
      names.adopted(file); // whoever put it there may have died before syncing anything
    }
    incoming.published();
    return Optional.empty();
  }

  private boolean isPlaced(IncomingFile incoming, ArchiveKey key) throws IOException {
    NewNames names = new NewNames(directories, syncing);
    if (place(incoming, key, names).isPresent()) {
      return false;
    }
    names.sync();
    return true;
  }

  private boolean link(Path name, Path file) throws IOException {
    try {
      disk.link(name, file);
      return true;
    } catch (FileAlreadyExistsException e) {
      return false;
    }
  }

  private ArchiveKey keepApart(IncomingFile incoming, ArchiveKey key) throws IOException {
    String hex = incoming.completed().sha256().hex();
    for (int digits : DIGITS) {
      ArchiveKey apart = key.quarantined(".conflict-" + hex.substring(0, digits));
      if (isPlaced(incoming, apart)) {
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
