package org.recordingarchiver.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class KnownStoresIT {

  private final InboxDatabase database = new InboxDatabase();
  private final KnownStores stores = new KnownStores(database.jdbc());

  @Test
  void expectsTheStoreThatWasKnownFirst() {
    assertThat(stores.expected()).isEmpty();

    stores.remember("b", "/archive");
    stores.remember("a", "/other");

    assertThat(stores.expected()).contains("b");
  }

  @Test
  void notesWhereAStoreIsNow() {
    stores.remember("a", "/archive");
    stores.remember("a", "/mnt/archive");
    stores.remember("a", "/mnt/archive");

    assertThat(database.row("select id, location from archive_store"))
        .containsEntry("id", "a")
        .containsEntry("location", "/mnt/archive");
  }
}
