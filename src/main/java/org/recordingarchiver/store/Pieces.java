package org.recordingarchiver.store;

import java.nio.ByteBuffer;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;

/**
 * Buffers for the bytes of files: outside of the heap, where they would be copied to first, and
 * beginning where a disk takes them from without a copy. As many are kept as were ever needed at
 * once, which is fewer than one for each of many lanes; of those few are large, so that many lanes
 * need little more memory than few.
 */
final class Pieces {

  /** In bytes; with half of it a disk that is written past the page cache takes a tenth longer. */
  static final int SIZE = 256 * 1024;

  /** What is written to or read from a disk past the page cache is a multiple of this, in bytes. */
  static final int BLOCK = 4096;

  static final int SMALL = 64 * 1024;

  /** How many are large. */
  static final int MOST_LARGE = 32;

  private static final Semaphore LARGE = new Semaphore(MOST_LARGE);
  private static final Queue<ByteBuffer> FREE = new ConcurrentLinkedQueue<>();
  private static final Queue<ByteBuffer> FREE_SMALL = new ConcurrentLinkedQueue<>();

  private Pieces() {}

  /** An empty one, of {@link #SIZE} or smaller, to be given back. */
  static ByteBuffer take() {
    return LARGE.tryAcquire() ? take(FREE, SIZE) : take(FREE_SMALL, SMALL);
  }

  private static ByteBuffer take(Queue<ByteBuffer> from, int size) {
    ByteBuffer free = from.poll();
    return free == null
        ? ByteBuffer.allocateDirect(size + BLOCK).alignedSlice(BLOCK).slice(0, size)
        : free.clear();
  }

  static void giveBack(ByteBuffer piece) {
    if (piece.capacity() == SIZE) {
      FREE.add(piece);
      LARGE.release();
    } else {
      FREE_SMALL.add(piece);
    }
  }

  /** Fills the last block that was begun with zeros. */
  static void fillBlock(ByteBuffer piece) {
    while (piece.position() % BLOCK != 0) {
      piece.put((byte) 0);
    }
  }
}
