package org.recordingarchiver.bag;

import java.util.Arrays;
import org.recordingarchiver.ledger.Proof.ProvedFile;
import org.recordingarchiver.ledger.RecordingToSeal;
import org.recordingarchiver.ledger.RecordingToSeal.SealedEvent;
import org.recordingarchiver.store.ArchiveKey;
import org.recordingarchiver.store.ArchiveStore;
import org.recordingarchiver.store.Incoming;
import org.recordingarchiver.store.StoreException;
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
   * @param holder who does so, admitted to the store
   * @return the SHA-256 of the payload manifest, in hex
   * @throws org.recordingarchiver.store.StoreException if the store can't do its part
   */
  public String seal(RecordingToSeal recording, String holder) {
    ArchiveKey bag = BagLayout.bag(recording.name());
    recording.events().forEach(event -> publish(event, bag, holder));
    byte[] call = CallFile.of(recording, this::metadata).bytes();
    TagFiles tags = new TagFiles(recording, call);
    byte[] manifest = tags.manifest();
    replaceIfOther(holder, bag.resolve(TagFiles.MANIFEST), manifest);
    replaceIfOther(holder, bag.resolve(TagFiles.BAG_INFO), tags.bagInfo());
    replaceIfOther(holder, bag.resolve(TagFiles.CALL), call);
    // Always: it syncs the directory, and with it what a run that died here had put there.
    store.replaceTag(holder, bag.resolve(TagFiles.TAG_MANIFEST), tags.tagManifest());
    replaceIfOther(holder, bag.resolve(TagFiles.DECLARATION), tags.declaration());
    return TagFiles.sha256(manifest);
  }

  private void replaceIfOther(String holder, ArchiveKey key, byte[] bytes) {
    if (!Arrays.equals(store.read(key).orElse(null), bytes)) {
      store.replaceTag(holder, key, bytes);
    }
  }

  private ChunkMetadata metadata(ProvedFile file) {
    if (file.length() > ArchiveStore.LARGEST_READ) {
      return ChunkMetadata.UNKNOWN;
    }
    byte[] bytes = store.read(new ArchiveKey(file.key())).orElse(null);
    if (bytes == null || !TagFiles.sha256(bytes).equals(file.sha256())) {
      throw new StoreException.Failed(
          "%s is %s in the archive; put it back as it was archived, with SHA-256 %s"
              .formatted(file.key(), bytes == null ? "missing" : "changed", file.sha256()),
          null);
    }
    return ChunkMetadata.read(bytes);
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
