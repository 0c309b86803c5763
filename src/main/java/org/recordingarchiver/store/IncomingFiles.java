package org.recordingarchiver.store;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import java.io.IOException;
import java.nio.file.AccessMode;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The files still arriving, in a directory for each holder. */
final class IncomingFiles {

  static final String NAME = ".incoming";

  /** Follows the name of a holder that was expelled. */
  private static final String GONE = ".gone-";

  private static final Logger log = LoggerFactory.getLogger(IncomingFiles.class);

  private final ArchiveRoot root;
  private final Directories directories;
  private final Disk disk;
  private final Syncing syncing;
  private final DirectFiles directFiles;

  private final UniqueNames drafts = new UniqueNames();

  IncomingFiles(
      ArchiveRoot root,
      Directories directories,
      Disk disk,
      Syncing syncing,
      DirectFiles directFiles) {
    this.root = root;
    this.directories = directories;
    this.disk = disk;
    this.syncing = syncing;
    this.directFiles = directFiles;
  }

  /** Not synced: what a power cut takes from here was not published. */
  void admit(String holder) throws IOException {
    directories.make(NAME + "/" + safe(holder));
  }

  IncomingFile receive(String holder) throws IOException {
    return new IncomingFile(root, disk, draft(holder), syncing.begun(), directFiles.areUsed());
  }

  /**
   * A name for a new file of a holder. Only admitting makes the directory that it lies in: without
   * it no file can be begun there, linked or renamed from there. Refused too where none can be made
   * now: it is made only once its bytes are there, and nothing is to be fetched in vain.
   */
  Path draft(String holder) throws IOException {
    Path incoming = root.path().resolve(NAME);
    PlainFiles.directory(incoming);
    Path directory = incoming.resolve(safe(holder));
    directory.getFileSystem().provider().checkAccess(directory, AccessMode.WRITE);
    return directory.resolve(drafts.next() + ".part");
  }

  /** The rename is what shuts the holder out, in one step; what had arrived goes with a sweep. */
  void expel(String holder) throws IOException {
    Path incoming = root.path().resolve(NAME);
    Path directory = incoming.resolve(safe(holder));
    if (!Files.exists(incoming, NOFOLLOW_LINKS)) {
      return;
    }
    PlainFiles.directory(incoming);
    Path gone = directory.resolveSibling(holder + GONE + UUID.randomUUID());
    try {
      disk.replace(directory, gone);
    } catch (NoSuchFileException e) {
      // It was never admitted, or somebody else does the same.
    }
  }

  private static String safe(String holder) {
    if (!ArchiveKey.isSafeName(holder)) {
      throw new IllegalArgumentException("not a safe name of a holder: " + holder);
    }
    return holder;
  }

  void sweep(Predicate<String> lives) throws IOException {
    Path incoming = root.path().resolve(NAME);
    if (!Files.exists(incoming, NOFOLLOW_LINKS)) {
      return;
    }
    PlainFiles.directory(incoming);
    for (Path holder : entries(incoming)) {
      String name = String.valueOf(holder.getFileName());
      if (!name.contains(GONE) && ArchiveKey.isSafeName(name) && !lives.test(name)) {
        expel(name);
      }
    }
    entries(incoming).stream().filter(IncomingFiles::isGone).forEach(this::removeIfPossible);
  }

  private static boolean isGone(Path entry) {
    String name = String.valueOf(entry.getFileName());
    return name.contains(GONE) || !ArchiveKey.isSafeName(name);
  }

  /** What stays only takes room: no run must fail for it. */
  private void removeIfPossible(Path gone) {
    try {
      remove(gone);
    } catch (IOException e) {
      log.warn("could not remove {}, which a dead process left: {}", gone, DiskFault.reason(e));
    }
  }

  private void remove(Path path) throws IOException {
    try {
      if (Files.isDirectory(path, NOFOLLOW_LINKS)) {
        for (Path entry : entries(path)) {
          remove(entry);
        }
      }
      disk.delete(path);
    } catch (NoSuchFileException e) {
      // Another process sweeps too.
    }
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
