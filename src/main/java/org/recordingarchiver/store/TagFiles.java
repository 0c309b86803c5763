package org.recordingarchiver.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/**
 * Replaces tag files as a whole: a reader sees the old one or the new one.
 *
 * <p>The draft lies among the holder's own files, so that one who was expelled replaces nothing.
 */
final class TagFiles {

  private final IncomingFiles drafts;
  private final Directories directories;
  private final Disk disk;

  TagFiles(IncomingFiles drafts, Directories directories, Disk disk) {
    this.drafts = drafts;
    this.directories = directories;
    this.disk = disk;
  }

  void replace(String holder, ArchiveKey key, byte[] bytes) throws IOException {
    Directories.Chain chain = directories.make(key.directories());
    Path draft = drafts.draft(holder);
    try {
      write(draft, bytes);
      disk.replace(draft, chain.last().resolve(key.name()));
    } catch (IOException e) {
      disk.discard(draft);
      throw e;
    }
    directories.sync(chain);
  }

  private void write(Path draft, byte[] bytes) throws IOException {
    try (FileChannel channel = disk.create(draft)) {
      disk.write(channel, ByteBuffer.wrap(bytes));
      disk.sync(channel, draft);
    }
  }
}
