package org.recordingarchiver.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** A file under a temporary name in the archive's own file system. */
final class IncomingFile implements Incoming {

  private enum State {
    RECEIVING,
    COMPLETE,
    /** Its bytes lie under another name now. */
    PUBLISHED,
    DROPPED
  }

  private final ArchiveRoot root;
  private final Disk disk;
  private final Path path;
  private final long begun;
  private final PieceWriter writer;
  private final RunningDigest running = new RunningDigest();
  private State state = State.RECEIVING;
  private @Nullable Digest digest;

  /**
   * Begins a file.
   *
   * @param begun see {@link Syncing#begun}
   * @param mayBeDirect see {@link DirectFiles}
   */
  IncomingFile(ArchiveRoot root, Disk disk, Path path, long begun, boolean mayBeDirect) {
    this.root = root;
    this.disk = disk;
    this.path = path;
    this.begun = begun;
    this.writer = new PieceWriter(disk, path, mayBeDirect);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) {
    require(State.RECEIVING, "written");
    try {
      writer.write(bytes, offset, length);
    } catch (IOException e) {
      throw dropped("write " + path.getFileName(), e);
    }
    running.add(bytes, offset, length);
  }

  @Override
  public void restart() {
    require(State.RECEIVING, "restarted");
    try {
      writer.restart();
    } catch (IOException e) {
      throw dropped("truncate " + path.getFileName(), e);
    }
    running.restart();
  }

  @Override
  public long length() {
    Digest known = digest;
    return known == null ? running.length() : known.length();
  }

  @Override
  public Digest complete() {
    if (state == State.COMPLETE && digest != null) {
      return digest;
    }
    require(State.RECEIVING, "completed");
    try {
      writer.end(running.length());
    } catch (IOException e) {
      throw dropped("write " + path.getFileName(), e);
    }
    Digest complete = running.finish();
    digest = complete;
    state = State.COMPLETE;
    return complete;
  }

  @Override
  public SeekableByteChannel open() {
    require(State.COMPLETE, "read");
    try {
      return FileChannel.open(path, StandardOpenOption.READ);
    } catch (IOException e) {
      throw dropped("read " + path.getFileName(), e);
    }
  }

  @Override
  public void close() {
    if (state == State.RECEIVING || state == State.COMPLETE) {
      drop();
    }
  }

  long begun() {
    return begun;
  }

  /** Makes the complete bytes durable; some file systems report a lost write only on closing. */
  void sync() {
    require(State.COMPLETE, "synced");
    try (FileChannel channel = writer.channel()) {
      disk.sync(channel, path);
    } catch (IOException e) {
      throw dropped("sync " + path.getFileName(), e);
    }
  }

  /** Ends the writing of complete bytes that are about to be made durable in another way. */
  void closeUnsynced() {
    require(State.COMPLETE, "closed");
    try {
      writer.channel().close();
    } catch (IOException e) {
      throw dropped("close " + path.getFileName(), e);
    }
  }

  /** The temporary name. */
  Path path() {
    return path;
  }

  /** What the complete bytes are. */
  Digest completed() {
    require(State.COMPLETE, "published");
    if (digest == null) {
      throw new IllegalStateException(path + " has no digest");
    }
    return digest;
  }

  /** Gives up the temporary name. */
  void published() {
    state = State.PUBLISHED;
    disk.discard(path);
  }

  /** Its temporary name became another. */
  void renamed() {
    state = State.PUBLISHED;
  }

  private void require(State wanted, String deed) {
    if (state != wanted) {
      throw new IllegalStateException(path + " can't be " + deed + ": it is " + state);
    }
  }

  /** After a failure nobody knows which bytes are on the disk, so none of them is used. */
  private StoreException dropped(String deed, IOException cause) {
    StoreException fault = root.fault(deed, directory(), cause);
    drop();
    return fault;
  }

  private Path directory() {
    Path parent = path.getParent();
    return parent == null ? path : parent;
  }

  private void drop() {
    state = State.DROPPED;
    writer.discard();
  }
}
