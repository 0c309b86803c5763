package org.recordingarchiver.store;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One call of {@code syncfs} for all who wait, where the system has it and it tells what was lost;
 * else each file by itself.
 */
final class BestSync implements Syncing {

  private static final Logger log = LoggerFactory.getLogger(BestSync.class);

  /**
   * Local ones, of which it is known that {@code syncfs} tells of lost writes: from Linux 5.17 on
   * also of those to their journal.
   */
  private static final Set<String> FILE_SYSTEMS =
      Set.of("ext2/ext3", "ext3", "ext4", "xfs", "btrfs");

  private static final Pattern VERSION = Pattern.compile("(\\d+)\\.(\\d+).*");
  private static final int FIRST_MAJOR = 5;
  private static final int FIRST_MINOR = 17;

  private final Syncing each;
  private volatile Syncing chosen;
  private @Nullable Object openedOn;

  BestSync(Disk disk) {
    this.each = new EachSync(disk);
    this.chosen = each;
  }

  /** Comes before anything is written below this directory. */
  @Override
  public synchronized void open(Path root) throws IOException {
    Object device = device(root);
    if (device == null || device.equals(openedOn)) {
      return;
    }
    openedOn = device;
    chosen =
        tellsOfLoss(System.getProperty("os.version"), Files.getFileStore(root).type())
            ? together(root)
            : each;
  }

  /** Whether a kernel of this version does for a file system of this type. */
  static boolean tellsOfLoss(String kernel, String fileSystem) {
    Matcher version = VERSION.matcher(kernel);
    if (!version.matches() || !FILE_SYSTEMS.contains(fileSystem)) {
      return false;
    }
    int major = Integer.parseInt(version.group(1));
    return major > FIRST_MAJOR
        || (major == FIRST_MAJOR && Integer.parseInt(version.group(2)) >= FIRST_MINOR);
  }

  private Syncing together(Path root) {
    try {
      return new TogetherSync(new GroupSync(new SyncFs(root)));
    } catch (IOException e) {
      log.debug("each file is synced by itself", e);
      return each;
    }
  }

  private static @Nullable Object device(Path root) throws IOException {
    return root.getFileSystem().supportedFileAttributeViews().contains("unix")
            && System.getProperty("os.name").equals("Linux")
        ? Files.getAttribute(root, "unix:dev", NOFOLLOW_LINKS)
        : null;
  }

  @Override
  public long begun() {
    return chosen.begun();
  }

  @Override
  public void files(Collection<IncomingFile> files) throws IOException {
    chosen.files(files);
  }

  @Override
  public void names(Collection<Path> files, Collection<Path> directories, long begun)
      throws IOException {
    chosen.names(files, directories, begun);
  }
}
