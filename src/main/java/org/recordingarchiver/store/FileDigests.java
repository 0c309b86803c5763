package org.recordingarchiver.store;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.nio.file.StandardOpenOption.READ;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.concurrent.atomic.LongAdder;

/** Digests files, and counts what it reads. */
final class FileDigests {

  private final DirectFiles directFiles;
  private final LongAdder read = new LongAdder();

  FileDigests(DirectFiles directFiles) {
    this.directFiles = directFiles;
  }

  /** How many bytes were read so far. */
  long read() {
    return read.sum();
  }

  /** Digests a file from its first byte to its last, a long one from the disk where it can be. */
  Digest of(Path file) throws IOException {
    try (FileChannel in = FileChannel.open(file, READ, NOFOLLOW_LINKS)) {
      if (in.size() <= Pieces.SIZE || !directFiles.include(file)) {
        return digest(in, 1);
      }
    }
    try (FileChannel in = FileChannel.open(file, READ, NOFOLLOW_LINKS, DirectFiles.option())) {
      Digest digest = digest(in, Pieces.BLOCK);
      if (digest.length() != in.size()) {
        throw new EOFException(
            "only %d of %d bytes could be read".formatted(digest.length(), in.size()));
      }
      return digest;
    }
  }

  /**
   * Reads to the end.
   *
   * @param block in bytes: within one nothing more can be read, only the last is not full
   */
  private Digest digest(FileChannel in, int block) throws IOException {
    ByteBuffer piece = Pieces.take();
    try {
      RunningDigest digest = new RunningDigest();
      while (digest.length() % block == 0 && in.read(piece.clear()) >= 0) {
        read.add(piece.position());
        digest.add(piece.flip());
      }
      return digest.finish();
    } finally {
      Pieces.giveBack(piece);
    }
  }
}
