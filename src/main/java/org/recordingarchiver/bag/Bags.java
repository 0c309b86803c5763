package org.recordingarchiver.bag;

import org.recordingarchiver.ledger.RecordingToSeal;
import org.recordingarchiver.ledger.RecordingToSeal.SealedEvent;
import org.recordingarchiver.store.ArchiveKey;
import org.recordingarchiver.store.ArchiveStore;
import org.recordingarchiver.store.Incoming;
import org.springframework.stereotype.Component;

/**
 * Makes the directory of a recording a valid bag.
 *
 * <p>The payload is in place already; what is added are the events as received and the tag files,
 * {@code bagit.txt} last. A crash in between leaves an unfinished bag of a recording that is still
 * OPEN: sealing it again gives the same bytes.
 */
@Component
public class Bags {

  private final ArchiveStore store;

  Bags(ArchiveStore store) {
    this.store = store;
  }

  /**
   * Seals the bag, durably.
   *
   * @param holder whose arriving files the events pass through
   * @return the SHA-256 of the payload manifest, in hex
   * @throws org.recordingarchiver.store.StoreException if the store can't do its part
   */
  public String seal(RecordingToSeal recording, String holder) {
    ArchiveKey bag = BagLayout.bag(recording.name());
    recording.events().forEach(event -> publish(event, bag, holder));
    TagFiles tags = new TagFiles(recording);
    byte[] manifest = tags.manifest();
    store.replaceTag(bag.resolve(TagFiles.MANIFEST), manifest);
    store.replaceTag(bag.resolve(TagFiles.BAG_INFO), tags.bagInfo());
    store.replaceTag(bag.resolve(TagFiles.TAG_MANIFEST), tags.tagManifest());
    store.replaceTag(bag.resolve(TagFiles.DECLARATION), tags.declaration());
    return TagFiles.sha256(manifest);
  }

  private void publish(SealedEvent event, ArchiveKey bag, String holder) {
    try (Incoming incoming = store.receive(holder)) {
      byte[] body = event.body().bytes();
      incoming.write(body, 0, body.length);
      incoming.complete();
      store.publish(incoming, BagLayout.event(bag, event.sha256()));
    }
  }
}
