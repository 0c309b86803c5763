package org.recordingarchiver.store;

import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A place where archived files are kept. Payload is never overwritten; only tag files are replaced.
 *
 * <p>Every method throws a {@link StoreException} when the store can't do its part. Safe for use by
 * many threads at once.
 */
public interface ArchiveStore {

  /**
   * Opens the store and returns its id.
   *
   * @param expected the id that the ledger knows, or null if this database has never seen a store:
   *     only then may an empty place be made into a store
   * @throws StoreException.Unavailable if the place is missing, carries no marker or another id (an
   *     unmounted disk); nothing was written
   */
  String open(@Nullable String expected);

  /** Where the store lies, for people. */
  String location();

  /** Begins a file that is still arriving. {@code holder} names the process that writes it. */
  Incoming receive(String holder);

  /**
   * Puts a complete file under {@code key}, durably: when this returns, its bytes and its name
   * survive a power cut. If the name exists with equal bytes, that file is adopted.
   *
   * @throws StoreException.Conflict if the name exists with other bytes; the new ones are kept
   *     beside it under the key the exception names
   */
  void publish(Incoming incoming, ArchiveKey key);

  /**
   * Reads the file back and digests it.
   *
   * @return empty if there is no such file
   */
  Optional<Digest> readBack(ArchiveKey key);

  /** The length of the file in bytes, empty if there is no such file. */
  Optional<Long> length(ArchiveKey key);

  /** The bytes of a small file, empty if there is no such file. */
  Optional<byte[]> read(ArchiveKey key);

  /** Writes or replaces a tag file as a whole, durably. */
  void replaceTag(ArchiveKey key, byte[] bytes);

  /** Removes the arriving files of every holder but the {@code living}. */
  void sweepIncoming(Set<String> living);
}
