package org.recordingarchiver.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Writes a new file in {@linkplain Pieces pieces}. It is made once it is known to be longer than
 * one, or has ended: until then its bytes are in memory, where they are only worth to be fetched
 * again. A short file goes by way of the page cache, from where one call takes many to the disk; a
 * long one goes past it where that is possible.
 */
final class PieceWriter {

  /**
   * In bytes. A long file is synced that often, so that no sync takes so long that its process is
   * taken for hung. Also one written past the page cache: there may be another cache below.
   */
  private static final long PORTION = 64L * 1024 * 1024;

  private final Disk disk;
  private final Path path;
  private final boolean mayBeDirect;
  private @Nullable ByteBuffer piece;
  private @Nullable Made made;
  private long unsynced;

  /**
   * The file.
   *
   * @param direct past the page cache, takes whole blocks alone
   */
  private record Made(FileChannel channel, boolean direct) {}

  /**
   * Makes nothing yet.
   *
   * @param mayBeDirect see {@link DirectFiles}
   */
  PieceWriter(Disk disk, Path path, boolean mayBeDirect) {
    this.disk = disk;
    this.path = path;
    this.mayBeDirect = mayBeDirect;
  }

  void write(byte[] bytes, int offset, int length) throws IOException {
    ByteBuffer held = piece == null ? Pieces.take() : piece;
    piece = held;
    int end = offset + length;
    for (int next = offset; next < end; ) {
      if (!held.hasRemaining()) {
        writePiece(held);
      }
      int some = Math.min(end - next, held.remaining());
      held.put(bytes, next, some);
      next += some;
    }
  }

  /** Others follow it. */
  private void writePiece(ByteBuffer held) throws IOException {
    Made file = made == null ? make(mayBeDirect) : made;
    disk.write(file.channel(), held.flip());
    held.clear();
    unsynced += held.capacity();
    if (unsynced >= PORTION) {
      disk.sync(file.channel(), path);
      unsynced = 0;
    }
  }

  private Made make(boolean direct) throws IOException {
    Made file = new Made(direct ? disk.createDirect(path) : disk.create(path), direct);
    made = file;
    return file;
  }

  /** Drops all that was written. */
  void restart() throws IOException {
    if (made != null) {
      made.channel().truncate(0);
      unsynced = 0;
    }
    giveBackPiece();
  }

  /**
   * Writes what is left.
   *
   * @param length of the file, in bytes: where its last block is not full, that is cut off
   */
  void end(long length) throws IOException {
    Made file = made == null ? make(false) : made;
    ByteBuffer held = piece;
    if (held == null) {
      return;
    }
    if (file.direct()) {
      Pieces.fillBlock(held);
    }
    disk.write(file.channel(), held.flip());
    if (file.direct()) {
      file.channel().truncate(length);
    }
    giveBackPiece();
  }

  private void giveBackPiece() {
    if (piece != null) {
      Pieces.giveBack(piece);
      piece = null;
    }
  }

  /** The file, once it has ended. */
  FileChannel channel() {
    if (made == null) {
      throw new IllegalStateException(path + " has not ended");
    }
    return made.channel();
  }

  /** Gives up the file and what was held of it. */
  void discard() {
    giveBackPiece();
    if (made == null) {
      return;
    }
    disk.discard(path);
    try {
      made.channel().close();
    } catch (IOException e) {
      // The name is gone, and with it the reason to care.
    }
  }
}
