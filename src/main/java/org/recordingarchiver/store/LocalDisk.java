package org.recordingarchiver.store;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import java.util.Set;

/** The disks of this machine. */
final class LocalDisk implements Disk {

  /** Read-only from the start; the umask may take more away. */
  private static final FileAttribute<?> READ_ONLY =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("r--r--r--"));

  private static final boolean WINDOWS =
      System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("windows");

  @Override
  public FileChannel create(Path file) throws IOException {
    return create(file, Set.of(CREATE_NEW, WRITE));
  }

  @Override
  public FileChannel createDirect(Path file) throws IOException {
    return create(file, Set.of(CREATE_NEW, WRITE, DirectFiles.option()));
  }

  private static FileChannel create(Path file, Set<OpenOption> options) throws IOException {
    return WINDOWS ? FileChannel.open(file, options) : FileChannel.open(file, options, READ_ONLY);
  }

  @Override
  public void write(FileChannel channel, ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }

  @Override
  public void sync(FileChannel channel, Path file) throws IOException {
    channel.force(true);
  }

  @Override
  public void syncExisting(Path file) throws IOException {
    // Windows flushes only what was opened for writing; elsewhere our files are read-only.
    try (FileChannel channel = FileChannel.open(file, WINDOWS ? WRITE : READ, NOFOLLOW_LINKS)) {
      channel.force(true);
    }
  }

  @Override
  public void syncDirectory(Path directory) throws IOException {
    if (WINDOWS) {
      return; // Windows opens no directories; NTFS journals names by itself.
    }
    try (FileChannel channel = FileChannel.open(directory, READ)) {
      channel.force(true);
    }
  }

  @Override
  public void createDirectory(Path directory) throws IOException {
    try {
      Files.createDirectory(directory);
    } catch (FileAlreadyExistsException e) {
      // Another thread or process was faster; whoever uses the name checks what it is.
    }
  }

  @Override
  public void link(Path name, Path file) throws IOException {
    Files.createLink(name, file);
  }

  @Override
  public void replace(Path from, Path to) throws IOException {
    Files.move(from, to, ATOMIC_MOVE);
  }

  @Override
  public void delete(Path path) throws IOException {
    Files.deleteIfExists(path);
  }
}
