package org.recordingarchiver.store;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A place where archived files are kept. Payload is never overwritten; only tag files are replaced.
 *
 * <p>Every method throws a {@link StoreException} when the store can't do its part. Safe for use by
 * many threads at once.
 */
public interface ArchiveStore {

  /** The longest file in bytes that {@link #read} takes: 16 MiB. */
  long LARGEST_READ = 16 * 1024 * 1024;

  /**
   * Opens the store and returns its id. Comes before every other call; may be repeated.
   *
   * @param expected the id that the ledger knows, or null if this database has never seen a store:
   *     only then may an empty place be made into a store
   * @throws StoreException.Unavailable if the place is missing, carries no marker or another id (an
   *     unmounted disk); nothing was written. Every later call checks this again; {@link #receive}
   *     only finds its process admitted, and what it brings is checked by {@link #put}
   * @throws StoreException.Failed if the place can't do what publishing needs, such as hard links
   */
  String open(@Nullable String expected);

  /** Where the store lies, for people. */
  String location();

  /**
   * Lets a process bring files, until {@link #expel}. Comes before its first {@link #receive} and
   * {@link #put}; may be repeated before it was expelled, not after.
   *
   * @param holder its name: letters, digits, {@code .}, {@code _} and {@code -}, at most 200
   */
  void admit(String holder);

  /**
   * Shuts a process out: once this returns, nothing of it can get into the archive any more, even
   * if it only slept and goes on with what it had begun. Each of its calls that would bring bytes
   * throws {@link StoreException.Failed}. Its arriving files are out of reach, and go with the next
   * {@link #sweepIncoming}. Harmless when repeated, and for one that was never admitted.
   */
  void expel(String holder);

  /** Begins a file that is still arriving, brought by a process that was admitted. */
  Incoming receive(String holder);

  /**
   * Gives complete files their names, durably: when this returns, all bytes and all names survive a
   * power cut. All bytes are durable before the first name is made; names are made in this order.
   * Where a payload's name exists with equal bytes, that file is adopted; a tag file is replaced as
   * a whole: whoever reads sees the old bytes or the new. After an exception each of the names may
   * exist or not: receive the bytes again and put them again.
   *
   * @throws StoreException.Conflict if a payload's name exists with other bytes; the new ones are
   *     kept in {@code quarantine/}, as durably, under the key the exception names, the same each
   *     time: in the bag itself they would be a file that its manifest does not name
   */
  void put(List<Placement> together);

  /** Puts one payload file. */
  default void publish(Incoming incoming, ArchiveKey key) {
    put(List.of(new Placement.Payload(incoming, key)));
  }

  /** Puts one tag file. */
  default void replaceTag(String holder, ArchiveKey key, byte[] bytes) {
    put(List.of(new Placement.Tag(holder, key, new TagBytes(bytes))));
  }

  /**
   * Puts a complete file under {@code quarantine/}, as durably as {@link #put}: it came whole, but
   * is not what it should be. Equal bytes that lie there are adopted, others stay beside it.
   *
   * @param key where it would lie if it were sound
   * @return where it lies
   */
  ArchiveKey quarantine(Incoming incoming, ArchiveKey key);

  /**
   * Gives a quarantined file its place in a bag, as durably as {@link #put}, and leaves it in
   * quarantine too. Equal bytes that lie at that place are adopted.
   *
   * @param holder who does so, admitted
   * @throws StoreException.Conflict if other bytes lie there
   * @throws StoreException.Failed if the quarantined file is missing
   */
  void release(String holder, ArchiveKey quarantined, ArchiveKey key);

  /**
   * Removes a quarantined file that was released; harmless when repeated.
   *
   * @throws IllegalArgumentException if the key is not one in quarantine: payload is never removed
   */
  void clearQuarantine(ArchiveKey quarantined);

  /** Where {@link #quarantine} puts the first bytes that come under this key. */
  ArchiveKey inQuarantine(ArchiveKey key);

  /**
   * Reads the file back and digests it.
   *
   * @return empty if there is no such file
   */
  default Optional<Digest> readBack(ArchiveKey key) {
    return lookAndReadBack(key).map(ReadBack::digest);
  }

  /**
   * The same, and what {@link #look} said of the file before its first byte was read.
   *
   * @return empty if there is no such file
   */
  Optional<ReadBack> lookAndReadBack(ArchiveKey key);

  /** How many bytes were read back so far: grows while a disk is slow, not while it hangs. */
  long bytesReadBack();

  /** A file as it was seen, and what was read of it then. */
  record ReadBack(Sighting before, Digest digest) {}

  /** What is known of a file without reading it, empty if there is no such file. */
  Optional<Sighting> look(ArchiveKey key);

  /**
   * A file as seen from outside.
   *
   * @param length in bytes
   * @param stamp changes whenever the file's bytes may have changed; null if this store can't tell
   */
  record Sighting(long length, @Nullable Stamp stamp) {}

  /** The length of the file in bytes, empty if there is no such file. */
  default Optional<Long> length(ArchiveKey key) {
    return look(key).map(Sighting::length);
  }

  /**
   * The bytes of a small file, empty if there is no such file.
   *
   * @throws StoreException.Failed if it is longer than {@link #LARGEST_READ}
   */
  Optional<byte[]> read(ArchiveKey key);

  /**
   * Expels every process that does not live, and removes what those expelled had brought; what
   * can't be removed is left to the next sweep.
   *
   * @param lives is asked after the holders that have arriving files were listed, so that one who
   *     began meanwhile loses nothing
   */
  void sweepIncoming(Predicate<String> lives);
}
