package org.recordingarchiver.archival;

import org.recordingarchiver.ledger.KnownStores;
import org.recordingarchiver.store.ArchiveStore;
import org.recordingarchiver.store.StoreException;

/** Opens the store that the ledger knows. */
final class OpenedStore {

  private OpenedStore() {}

  /**
   * Returns the store's id, noted in the ledger.
   *
   * @throws ArchiveUnavailableException if it can't be reached, or is not the one the ledger knows
   */
  static String id(ArchiveStore store, KnownStores stores) {
    try {
      String id = store.open(stores.expected().orElse(null));
      stores.remember(id, store.location());
      return id;
    } catch (StoreException e) {
      throw new ArchiveUnavailableException(String.valueOf(e.getMessage()), e);
    }
  }
}
