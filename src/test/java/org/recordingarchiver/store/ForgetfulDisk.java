package org.recordingarchiver.store;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** A disk that at a power cut forgets every byte and every name that was not synced. */
final class ForgetfulDisk implements Disk {

  private final Disk disk = new LocalDisk();
  private final Set<Path> unsyncedNames = ConcurrentHashMap.newKeySet();
  private final Set<Path> unsyncedBytes = ConcurrentHashMap.newKeySet();

  void cutPower() throws IOException {
    for (Path file : unsyncedBytes) {
      Files.delete(file);
      Files.createFile(file);
    }
    for (Path name : unsyncedNames) {
      deleteTree(name);
    }
    unsyncedBytes.clear();
    unsyncedNames.clear();
  }

  @Override
  public FileChannel create(Path file) throws IOException {
    unsyncedNames.add(file);
    unsyncedBytes.add(file);
    return disk.create(file);
  }

  @Override
  public FileChannel createDirect(Path file) throws IOException {
    unsyncedNames.add(file);
    unsyncedBytes.add(file);
    return disk.createDirect(file);
  }

  @Override
  public void write(FileChannel channel, ByteBuffer bytes) throws IOException {
    disk.write(channel, bytes);
  }

  @Override
  public void sync(FileChannel channel, Path file) {
    unsyncedBytes.remove(file);
  }

  @Override
  public void syncExisting(Path file) {
    unsyncedBytes.remove(file);
  }

  @Override
  public void syncDirectory(Path directory) {
    unsyncedNames.removeIf(name -> directory.equals(name.getParent()));
  }

  /** One at a time: who comes second finds it there, and its name is as durable as it is. */
  @Override
  public synchronized void createDirectory(Path directory) throws IOException {
    if (!Files.exists(directory, NOFOLLOW_LINKS)) {
      unsyncedNames.add(directory);
    }
    disk.createDirectory(directory);
  }

  @Override
  public void link(Path name, Path file) throws IOException {
    disk.link(name, file);
    unsyncedNames.add(name);
    if (unsyncedBytes.contains(file)) {
      unsyncedBytes.add(name);
    }
  }

  @Override
  public void replace(Path from, Path to) throws IOException {
    disk.replace(from, to);
    unsyncedNames.add(to);
    move(unsyncedBytes, from, to);
    move(unsyncedNames, from, to);
  }

  /** What lies below a directory that was renamed goes with it. */
  private static void move(Set<Path> paths, Path from, Path to) {
    for (Path path : List.copyOf(paths)) {
      if (path.startsWith(from) && paths.remove(path)) {
        paths.add(path.equals(from) ? to : to.resolve(from.relativize(path)));
      }
    }
  }

  @Override
  public void delete(Path path) throws IOException {
    disk.delete(path);
    unsyncedNames.remove(path);
    unsyncedBytes.remove(path);
  }

  private static void deleteTree(Path name) throws IOException {
    if (!Files.exists(name, NOFOLLOW_LINKS)) {
      return;
    }
    try (Stream<Path> paths = Files.walk(name)) {
      List<Path> deepestFirst = paths.sorted(Comparator.reverseOrder()).toList();
      for (Path path : deepestFirst) {
        Files.delete(path);
      }
    }
  }
}
