package org.recordingarchiver.store;

import java.nio.ByteBuffer;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Buffers for the bytes of files: outside of the heap, where they would be copied to first, and
 * beginning where a disk takes them from without a copy. As many are kept as were ever needed at
 * once, which is fewer than one for each of many lanes.
 */
final class Pieces {

  /** In bytes; with half of it a disk that is written past the page cache takes a tenth longer. */
  static final int SIZE = 256 * 1024;

  /** What is written to or read from a disk past the page cache is a multiple of this, in bytes. */
  static final int BLOCK = 4096;

  private static final Queue<ByteBuffer> FREE = new ConcurrentLinkedQueue<>();

  private Pieces() {}

  /** An empty one, to be given back. */
  static ByteBuffer take() {
    ByteBuffer free = FREE.poll();
    return free == null
        ? ByteBuffer.allocateDirect(SIZE + BLOCK).alignedSlice(BLOCK).slice(0, SIZE)
        : free.clear();
  }

  static void giveBack(ByteBuffer piece) {
    FREE.add(piece);
  }

  /** Fills the last block that was begun with zeros. */
  static void fillBlock(ByteBuffer piece) {
    while (piece.position() % BLOCK != 0) {
      piece.put((byte) 0);
    }
  }
}
