package org.recordingarchiver.archival;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.recordingarchiver.store.ArchiveKey;
import org.recordingarchiver.store.Digest;
import org.recordingarchiver.store.Stamp;

/**
 * What this run itself read back from the archive, and how the store marked it then: as long as the
 * mark is the same the file need not be read again. Forgetting is harmless, it only costs time.
 */
final class ReadBacks {

  /** So many files have some 30 MB of memory. */
  private static final int MOST_REMEMBERED = 100_000;

  private record ReadBack(Stamp stamp, Digest digest) {}

  private final Map<ArchiveKey, ReadBack> files = new ConcurrentHashMap<>();

  /**
   * Notes a file.
   *
   * @param before what the store said of it before it was read, null if it can't tell
   */
  void note(ArchiveKey key, @Nullable Stamp before, Digest digest) {
    if (before != null && files.size() < MOST_REMEMBERED) {
      files.put(key, new ReadBack(before, digest));
    }
  }

  /**
   * The digest that the file had when it was read back, if it is unchanged since; to be asked once.
   */
  Optional<Digest> unchanged(ArchiveKey key, @Nullable Stamp now) {
    return Optional.ofNullable(files.remove(key))
        .filter(then -> then.stamp().equals(now))
        .map(ReadBack::digest);
  }
}
