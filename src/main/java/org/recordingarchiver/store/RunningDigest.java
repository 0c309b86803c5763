package org.recordingarchiver.store;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.nio.file.StandardOpenOption.READ;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.LongAdder;

/** Digests bytes as they pass. */
public final class RunningDigest {

  private static final int PIECE = 128 * 1024;

  /**
   * Outside of the heap: a file's bytes would be copied there first. As many as were ever needed at
   * once, which is fewer than one for each of many lanes.
   */
  private static final Queue<ByteBuffer> PIECES = new ConcurrentLinkedQueue<>();

  private final MessageDigest sha256 = Sha256.digester();
  private long length;

  /**
   * Digests a file from its first byte to its last.
   *
   * @param read is told of the bytes as they come
   */
  static Digest of(Path file, LongAdder read) throws IOException {
    try (FileChannel in = FileChannel.open(file, READ, NOFOLLOW_LINKS)) {
      return of(in, read);
    }
  }

  private static Digest of(FileChannel in, LongAdder read) throws IOException {
    ByteBuffer free = PIECES.poll();
    ByteBuffer piece = free == null ? ByteBuffer.allocateDirect(PIECE) : free;
    try {
      RunningDigest digest = new RunningDigest();
      while (in.read(piece.clear()) >= 0) {
        read.add(piece.position());
        digest.add(piece.flip());
      }
      return digest.finish();
    } finally {
      PIECES.add(piece);
    }
  }

  private void add(ByteBuffer bytes) {
    length += bytes.remaining();
    sha256.update(bytes);
  }

  public void add(byte[] bytes, int offset, int count) {
    sha256.update(bytes, offset, count);
    length += count;
  }

  public void restart() {
    sha256.reset();
    length = 0;
  }

  long length() {
    return length;
  }

  /** What passed; to be asked once, or once more after a restart. */
  public Digest finish() {
    return new Digest(length, Sha256.result(sha256.digest()));
  }
}
