package org.recordingarchiver.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Replaces tag files as a whole: a reader sees the old one or the new one.
 *
 * <p>The draft lies beside the tag, so that it needs no holder. What a dead process left of one is
 * removed by the next that writes the tag; should the other still live, then it has lost its claim
 * to the recording, and its own attempt fails.
 */
final class TagFiles {

  private static final int UUID_LENGTH = 36;
  private static final String DRAFT = ".draft";

  private final Directories directories;
  private final Disk disk;
  private final Set<Path> drafts = ConcurrentHashMap.newKeySet();

  TagFiles(Directories directories, Disk disk) {
    this.directories = directories;
    this.disk = disk;
  }

  void replace(ArchiveKey key, byte[] bytes) throws IOException {
    Directories.Chain chain = directories.make(key.directories());
    String prefix = "." + key.name() + ".";
    Path draft = chain.last().resolve(prefix + UUID.randomUUID() + DRAFT);
    drafts.add(draft);
    try {
      removeLeftovers(chain.last(), prefix);
      write(draft, bytes);
      disk.replace(draft, chain.last().resolve(key.name()));
    } catch (IOException e) {
      disk.discard(draft);
      throw e;
    } finally {
      drafts.remove(draft);
    }
    directories.sync(chain);
  }

  private void write(Path draft, byte[] bytes) throws IOException {
    try (FileChannel channel = disk.create(draft)) {
      disk.write(channel, ByteBuffer.wrap(bytes));
      disk.sync(channel, draft);
    }
  }

  private void removeLeftovers(Path directory, String prefix) throws IOException {
    try (DirectoryStream<Path> found =
        Files.newDirectoryStream(directory, path -> isDraft(path, prefix))) {
      for (Path path : found) {
        if (!drafts.contains(path)) {
          disk.delete(path);
        }
      }
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
  }

  private static boolean isDraft(Path path, String prefix) {
    String name = String.valueOf(path.getFileName());
    return name.startsWith(prefix)
        && name.endsWith(DRAFT)
        && name.length() == prefix.length() + UUID_LENGTH + DRAFT.length();
  }
}
