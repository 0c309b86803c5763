package org.recordingarchiver.store;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** An archive in a directory of a local or mounted file system that makes hard links. */
final class FileSystemStore implements ArchiveStore {

  private final ArchiveRoot root;
  private final Directories directories;
  private final IncomingFiles incomingFiles;
  private final Publication publication;
  private final Syncing syncing;
  private final DirectFiles directFiles;
  private final FileDigests digests;

  FileSystemStore(Path root, Disk disk, Syncing syncing) {
    this(root, disk, syncing, new DirectFiles());
  }

  FileSystemStore(Path root, Disk disk, Syncing syncing, DirectFiles directFiles) {
    this.directFiles = directFiles;
    this.digests = new FileDigests(directFiles);
    this.root = new ArchiveRoot(root, disk);
    this.directories = new Directories(this.root, disk);
    this.incomingFiles = new IncomingFiles(this.root, directories, disk, syncing, directFiles);
    this.publication = new Publication(directories, disk, syncing, digests);
    this.syncing = syncing;
  }

  @Override
  public String open(@Nullable String expected) {
    String id = root.open(expected);
    change(
        "prepare",
        () -> {
          syncing.open(root.path());
          directFiles.open(root.path());
        });
    return id;
  }

  @Override
  public String location() {
    return root.path().toString();
  }

  @Override
  public void admit(String holder) {
    change("admit " + holder, () -> incomingFiles.admit(holder));
  }

  @Override
  public void expel(String holder) {
    change("expel " + holder, () -> incomingFiles.expel(holder));
  }

  @Override
  public IncomingFile receive(String holder) {
    root.requireOpened();
    try {
      return incomingFiles.receive(holder);
    } catch (IOException e) {
      throw root.fault("begin a file for holder " + holder, root.path(), e);
    }
  }

  @Override
  public void put(List<Placement> together) {
    List<Publication.Arrived> arrived = new ArrayList<>();
    try {
      together.forEach(it -> arrived.add(arrived(it)));
      change("publish " + listed(together), () -> publication.put(arrived));
    } finally {
      arrived.stream().filter(Publication.Arrived::replaces).forEach(it -> it.file().close());
    }
  }

  private static String listed(List<Placement> together) {
    String first = together.getFirst().key().value();
    return together.size() == 1 ? first : first + " and " + (together.size() - 1) + " more";
  }

  private Publication.Arrived arrived(Placement placement) {
    return switch (placement) {
      case Placement.Payload(Incoming incoming, ArchiveKey key) ->
          new Publication.Arrived(ours(incoming), key, false);
      case Placement.Tag tag -> new Publication.Arrived(draft(tag), tag.key(), true);
    };
  }

  private IncomingFile draft(Placement.Tag tag) {
    IncomingFile draft = receive(tag.holder());
    byte[] bytes = tag.bytes().bytes();
    boolean whole = false;
    try {
      draft.write(bytes, 0, bytes.length);
      draft.complete();
      whole = true;
      return draft;
    } finally {
      if (!whole) {
        draft.close();
      }
    }
  }

  @Override
  public ArchiveKey quarantine(Incoming incoming, ArchiveKey key) {
    root.check();
    try {
      return publication.quarantine(ours(incoming), key);
    } catch (IOException e) {
      throw root.fault("quarantine " + key, root.path(), e);
    }
  }

  @Override
  public ArchiveKey inQuarantine(ArchiveKey key) {
    return key.quarantined("");
  }

  @Override
  public void release(String holder, ArchiveKey quarantined, ArchiveKey key) {
    change(
        "release " + quarantined,
        () -> {
          Path file =
              directories
                  .find(quarantined)
                  .orElseThrow(() ->
                      new NoSuchFileException(
                          quarantined.value(), null, "not in quarantine any more"));
          publication.release(file, incomingFiles.draft(holder), key);
        });
  }

  @Override
  public void clearQuarantine(ArchiveKey quarantined) {
    if (!quarantined.isInQuarantine()) {
      throw new IllegalArgumentException(quarantined + " is not in quarantine");
    }
    change(
        "clear " + quarantined,
        () -> {
          Optional<Path> file = directories.find(quarantined);
          if (file.isPresent()) {
            Files.delete(file.get());
          }
        });
  }

  private IncomingFile ours(Incoming incoming) {
    if (incoming instanceof IncomingFile file && file.path().startsWith(root.path())) {
      return file;
    }
    throw new IllegalArgumentException("not received by this store: " + incoming);
  }

  @Override
  public void sweepIncoming(Predicate<String> lives) {
    change("sweep " + IncomingFiles.NAME, () -> incomingFiles.sweep(lives));
  }

  @Override
  public Optional<ReadBack> lookAndReadBack(ArchiveKey key) {
    return ask("read back", key, file -> new ReadBack(PlainFiles.look(file), digests.of(file)));
  }

  @Override
  public long bytesReadBack() {
    return digests.read();
  }

  @Override
  public Optional<Sighting> look(ArchiveKey key) {
    return ask("look at", key, PlainFiles::look);
  }

  @Override
  public Optional<byte[]> read(ArchiveKey key) {
    return ask("read", key, FileSystemStore::readSmall);
  }

  private static byte[] readSmall(Path file) throws IOException {
    long length = PlainFiles.file(file).size();
    if (length > LARGEST_READ) {
      throw new FileSystemException(
          file.toString(),
          null,
          length + " bytes are more than the " + LARGEST_READ + " read at once");
    }
    return Files.readAllBytes(file);
  }

  private void change(String deed, Change change) {
    root.check();
    try {
      change.make();
    } catch (IOException e) {
      throw root.fault(deed, root.path(), e);
    }
  }

  private <T> Optional<T> ask(String verb, ArchiveKey key, Directories.Question<T> question) {
    root.check();
    try {
      return directories.ask(key, question);
    } catch (IOException e) {
      throw root.fault(verb + " " + key, root.path(), e);
    }
  }

  private interface Change {
    void make() throws IOException;
  }
}
