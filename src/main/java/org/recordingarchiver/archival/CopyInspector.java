package org.recordingarchiver.archival;

import java.util.Optional;
import org.recordingarchiver.ledger.DueDeletion;
import org.recordingarchiver.ledger.Proof.ProvedFile;
import org.recordingarchiver.store.ArchiveKey;
import org.recordingarchiver.store.ArchiveStore;
import org.recordingarchiver.store.Digest;

/** The last look at an archived copy before its source may be deleted. */
final class CopyInspector {

  private final ArchiveStore store;
  private final ReadBacks readBacks;

  CopyInspector(ArchiveStore store, ReadBacks readBacks) {
    this.store = store;
    this.readBacks = readBacks;
  }

  /**
   * What differs from the proof, empty if nothing does: each file is there with the proved length,
   * and was read back by this run and not touched since, or is hashed again.
   *
   * @throws org.recordingarchiver.store.StoreException if the store can't be read
   */
  Optional<String> difference(DueDeletion due) {
    return difference(due.content()).or(() -> difference(due.metadata()));
  }

  private Optional<String> difference(ProvedFile file) {
    ArchiveKey key = new ArchiveKey(file.key());
    ArchiveStore.Sighting seen = store.look(key).orElse(null);
    if (seen == null) {
      return Optional.of(key + " is missing from the archive");
    }
    if (seen.length() != file.length()) {
      return Optional.of(
          "%s has %d bytes, %d were proved".formatted(key, seen.length(), file.length()));
    }
    return digestDifference(key, file, seen);
  }

  private Optional<String> digestDifference(
      ArchiveKey key, ProvedFile file, ArchiveStore.Sighting seen) {
    String sha256 =
        readBacks
            .unchanged(key, seen.stamp())
            .or(() -> store.readBack(key))
            .map(Digest::sha256)
            .map(Object::toString)
            .orElse("nothing");
    return sha256.equals(file.sha256())
        ? Optional.empty()
        : Optional.of("%s reads back as %s, %s was proved".formatted(key, sha256, file.sha256()));
  }
}
