package org.recordingarchiver.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A real disk that tells what was done to it, fails where told to, and dies where told to: after
 * that nothing more happens to it, as if the process had been killed.
 */
final class WatchedDisk implements Disk {

  /** The process is dead. */
  static final class Killed extends Error {
    private static final long serialVersionUID = 1L;
  }

  private static final String RANDOM = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}(-[0-9]+)?";

  private final Path root;
  private final Disk disk;
  private final List<String> deeds = new ArrayList<>();
  private final Map<String, IOException> failures = new HashMap<>();
  private int deedsUntilDeath = Integer.MAX_VALUE;

  WatchedDisk(Path root) {
    this(root, new LocalDisk());
  }

  WatchedDisk(Path root, Disk disk) {
    this.root = root;
    this.disk = disk;
  }

  /** What was done since the last time, random names as {@code *}. */
  List<String> deeds() {
    List<String> since = List.copyOf(deeds);
    deeds.clear();
    return since;
  }

  /** Fails once, before that deed. */
  void failAt(String deed, IOException failure) {
    failures.put(deed, failure);
  }

  /** Lets so many deeds happen and no more. */
  void dieAfter(int deedsToDo) {
    deedsUntilDeath = deedsToDo;
  }

  @Override
  public FileChannel create(Path file) throws IOException {
    before("create", file);
    return disk.create(file);
  }

  @Override
  public FileChannel createDirect(Path file) throws IOException {
    before("create", file);
    return disk.createDirect(file);
  }

  @Override
  public void write(FileChannel channel, ByteBuffer bytes) throws IOException {
    before("write", root);
    disk.write(channel, bytes);
  }

  @Override
  public void sync(FileChannel channel, Path file) throws IOException {
    before("sync", file);
    disk.sync(channel, file);
  }

  @Override
  public void syncExisting(Path file) throws IOException {
    before("sync", file);
    disk.syncExisting(file);
  }

  @Override
  public void syncDirectory(Path directory) throws IOException {
    before("sync", directory);
    disk.syncDirectory(directory);
  }

  @Override
  public void createDirectory(Path directory) throws IOException {
    before("create", directory);
    disk.createDirectory(directory);
  }

  @Override
  public void link(Path name, Path file) throws IOException {
    before("link", name);
    disk.link(name, file);
  }

  @Override
  public void replace(Path from, Path to) throws IOException {
    before("replace", to);
    disk.replace(from, to);
  }

  @Override
  public void delete(Path path) throws IOException {
    before("delete", path);
    disk.delete(path);
  }

  private void before(String verb, Path path) throws IOException {
    if (deedsUntilDeath-- <= 0) {
      deedsUntilDeath = 0;
      throw new Killed();
    }
    String deed = (verb + " " + root.relativize(path).toString().replaceAll(RANDOM, "*")).strip();
    deeds.add(deed);
    IOException failure = failures.remove(deed);
    if (failure != null) {
      throw failure;
    }
  }
}
