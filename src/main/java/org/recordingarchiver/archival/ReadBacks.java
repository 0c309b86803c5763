package org.recordingarchiver.archival;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
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
   * @param before what the store said of it before it was read
   */
  void note(ArchiveKey key, Optional<Stamp> before, Digest digest) {
    if (before.isPresent() && files.size() < MOST_REMEMBERED) {
      files.put(key, new ReadBack(before.get(), digest));
    }
  }

  /**
   * The digest that the file had when it was read back, if it is unchanged since; to be asked once.
   */
  Optional<Digest> unchanged(ArchiveKey key, Optional<Stamp> now) {
    return Optional.ofNullable(files.remove(key))
        .filter(then -> now.filter(then.stamp()::equals).isPresent())
        .map(ReadBack::digest);
  }
}
