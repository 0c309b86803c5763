package org.recordingarchiver.store;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether files longer than a {@linkplain Pieces piece} are written and read past the page cache
 * ({@code O_DIRECT}, {@code man 2 open}). What is read back then comes from the disk rather than
 * from memory, unless a layer below has a cache of its own (ext4 with {@code data=journal}, loop
 * devices), and nothing is copied twice. All that is written is in whole blocks.
 */
final class DirectFiles {

  private static final @Nullable OpenOption OPTION = find();

  private static final Logger log = LoggerFactory.getLogger(DirectFiles.class);

  /**
   * Local ones that keep what is written so where it is. Over a network each piece would be waited
   * for; others copy or compress what they get.
   */
  private static final Set<String> FILE_SYSTEMS = Set.of("ext2/ext3", "ext3", "ext4", "xfs");

  private final Set<String> fileSystems;
  private final UniqueNames probes = new UniqueNames();
  private volatile @Nullable Object device;

  DirectFiles() {
    this(FILE_SYSTEMS);
  }

  /** Uses it on those types of file systems alone. */
  DirectFiles(Set<String> fileSystems) {
    this.fileSystems = fileSystems;
  }

  /**
   * By its name: the compiler warns of all that is not Java SE, also where the JDK documents it,
   * and nobody can tell it that this is meant.
   */
  private static @Nullable OpenOption find() {
    try {
      Class<?> options = Class.forName("com.sun.nio.file.ExtendedOpenOption");
      return (OpenOption) options.getField("DIRECT").get(null);
    } catch (ReflectiveOperationException e) {
      return null;
    }
  }

  /** The option that opens a file so. */
  static OpenOption option() {
    if (OPTION == null) {
      throw new UnsupportedOperationException("this Java opens no file past the page cache");
    }
    return OPTION;
  }

  boolean areUsed() {
    return device != null;
  }

  /** Whether this file lies where they are used: another file system may be mounted below. */
  boolean include(Path file) throws IOException {
    Object used = device;
    return used != null && used.equals(deviceOf(file));
  }

  private static Object deviceOf(Path path) throws IOException {
    return Files.getAttribute(path, "unix:dev", NOFOLLOW_LINKS);
  }

  /** Finds out whether the file system of this directory is fit for it; may be repeated. */
  void open(Path root) {
    device = null;
    try {
      FileStore disk = Files.getFileStore(root);
      if (fileSystems.contains(disk.type()) && isFit(disk.getBlockSize()) && works(root)) {
        device = deviceOf(root);
      }
    } catch (IOException | UnsupportedOperationException e) {
      log.debug("files are written and read by way of the page cache", e);
    }
  }

  /** Whether blocks of that size in bytes are no larger than ours, and fill them. */
  static boolean isFit(long blockSize) {
    return blockSize > 0 && Pieces.BLOCK % blockSize == 0;
  }

  private boolean works(Path root) throws IOException {
    Path probe = root.resolve(Marker.NAME + "." + probes.next());
    ByteBuffer piece = Pieces.take();
    try {
      return keeps(probe, piece.put((byte) 1));
    } finally {
      Pieces.giveBack(piece);
    }
  }

  private static boolean keeps(Path probe, ByteBuffer piece) throws IOException {
    Pieces.fillBlock(piece);
    try {
      try (FileChannel out = FileChannel.open(probe, CREATE_NEW, WRITE, option())) {
        out.write(piece.flip());
        out.truncate(1);
      }
      try (FileChannel in = FileChannel.open(probe, READ, NOFOLLOW_LINKS, option())) {
        return in.read(piece.clear()) == 1 && piece.get(0) == 1;
      }
    } finally {
      Files.deleteIfExists(probe);
    }
  }
}
