package org.recordingarchiver.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Optional;
import java.util.UUID;
import java.util.function.LongSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The file that tells an archive from an empty mount point, and one archive from another. */
final class Marker {

  static final String NAME = ".recording-archive";

  private static final String FIRST_LINE =
      "recording-archiver archive: keep this file, it tells this archive from an empty mount point";
  private static final Pattern CONTENT =
      Pattern.compile("recording-archiver archive[^\n]*\nid: ([0-9a-f-]{36})\n");
  private static final int LONGEST = 1000;

  /** Longer than the steps in which file systems count time. */
  private static final long SETTLED_NANOS = 3_000_000_000L;

  private final Path root;
  private final Path file;
  private final Disk disk;
  private final LongSupplier nanoTime;
  private volatile @Nullable Reading reading;

  Marker(Path root, Disk disk) {
    this(root, disk, System::nanoTime);
  }

  Marker(Path root, Disk disk, LongSupplier nanoTime) {
    this.root = root;
    this.file = root.resolve(NAME);
    this.disk = disk;
    this.nanoTime = nanoTime;
  }

  /**
   * What the marker said.
   *
   * @param since when it was first read looking so
   * @param settled whether it was read when it had been the same for long enough
   */
  private record Reading(Seen seen, String id, long since, boolean settled) {}

  /** Asked before each deed of the store: what a {@link Stamp} has besides costs twice as much. */
  private record Seen(@Nullable Object fileKey, long length, FileTime modified, FileTime created) {}

  /**
   * The store's id, empty if there is no marker. It is read only if it looks otherwise than the
   * last time. A file that appeared just before is read each time: it could be changed again within
   * the same step of the file system's time.
   */
  Optional<String> read() throws IOException {
    try {
      Seen seen = seen();
      Reading last = reading;
      if (last != null && last.settled() && last.seen().equals(seen)) {
        return Optional.of(last.id());
      }
      Optional<String> id = readAnew();
      reading = seen.fileKey() == null ? null : id.map(it -> reading(last, seen, it)).orElse(null);
      return id;
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  private Seen seen() throws IOException {
    BasicFileAttributes found = PlainFiles.file(file);
    return new Seen(found.fileKey(), found.size(), found.lastModifiedTime(), found.creationTime());
  }

  private Reading reading(@Nullable Reading last, Seen seen, String id) {
    long now = nanoTime.getAsLong();
    long since = last != null && last.seen().equals(seen) ? last.since() : now;
    return new Reading(seen, id, since, now - since >= SETTLED_NANOS);
  }

  private Optional<String> readAnew() throws IOException {
    try (InputStream in = Files.newInputStream(file, NOFOLLOW_LINKS)) {
      Matcher content = CONTENT.matcher(new String(in.readNBytes(LONGEST), UTF_8));
      if (!content.matches()) {
        throw new FileSystemException(
            file.toString(), null, "damaged; its second line must be `id: ` and the store's id");
      }
      return Optional.of(content.group(1));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  /**
   * Makes the marker, durably; when several do so at once, all return the one id that came first.
   */
  String create() throws IOException {
    Path draft = draft();
    write(draft, FIRST_LINE + "\nid: " + UUID.randomUUID() + "\n");
    try {
      disk.link(file, draft);
    } catch (FileAlreadyExistsException e) {
      // Another process was first: its id counts.
    } finally {
      disk.discard(draft);
    }
    return adopt();
  }

  /** The id of the marker that is there, made durable in case its maker died before that. */
  String adopt() throws IOException {
    disk.syncExisting(file);
    disk.syncDirectory(root);
    return read().orElseThrow(() -> new NoSuchFileException(file.toString()));
  }

  /** Finds out whether this file system has what publishing needs. */
  void probe() throws IOException {
    Path draft = draft();
    Path link = draft();
    disk.create(draft).close();
    try {
      disk.link(link, draft);
      disk.syncDirectory(root);
    } catch (IOException | UnsupportedOperationException e) {
      throw unsuitable(e);
    } finally {
      disk.discard(draft);
      disk.discard(link);
    }
  }

  private StoreException unsuitable(Exception cause) {
    return new StoreException.Failed(
        "archive "
            + root
            + ": this file system makes no hard links or syncs no directories ("
            + cause.getMessage()
            + "), without which a file can't be published safely; set"
            + " archiver.store.filesystem.root to a directory on one that does, such as ext4, XFS or"
            + " NFS",
        cause);
  }

  private Path draft() {
    return root.resolve(NAME + "." + UUID.randomUUID());
  }

  private void write(Path draft, String content) throws IOException {
    try (FileChannel channel = disk.create(draft)) {
      disk.write(channel, ByteBuffer.wrap(content.getBytes(UTF_8)));
      disk.sync(channel, draft);
    }
  }
}
