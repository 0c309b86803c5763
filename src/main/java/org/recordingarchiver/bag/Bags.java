package org.recordingarchiver.bag;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.recordingarchiver.ledger.Proof.ProvedFile;
import org.recordingarchiver.ledger.RecordingToSeal;
import org.recordingarchiver.ledger.RecordingToSeal.SealedEvent;
import org.recordingarchiver.store.ArchiveKey;
import org.recordingarchiver.store.ArchiveStore;
import org.recordingarchiver.store.Incoming;
import org.recordingarchiver.store.Placement;
import org.recordingarchiver.store.StoreException;
import org.recordingarchiver.store.TagBytes;
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

  private static final int MOST_OPEN = 32;

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
    byte[] call = CallFile.of(recording, this::metadata).bytes();
    TagFiles tags = new TagFiles(recording, call);
    byte[] manifest = tags.manifest();
    List<SealedEvent> events = recording.events();
    int last = Math.max(0, events.size() - MOST_OPEN);
    for (int from = 0; from < last; from += MOST_OPEN) {
      put(events.subList(from, Math.min(last, from + MOST_OPEN)), bag, holder, List.of());
    }
    // Without its declaration the bag was never whole, and nothing in it is worth comparing.
    boolean sealedBefore = store.length(bag.resolve(TagFiles.DECLARATION)).isPresent();
    Map<String, byte[]> contents = new LinkedHashMap<>();
    contents.put(TagFiles.MANIFEST, manifest);
    contents.put(TagFiles.BAG_INFO, tags.bagInfo());
    contents.put(TagFiles.CALL, call);
    contents.put(TagFiles.TAG_MANIFEST, tags.tagManifest());
    contents.put(TagFiles.DECLARATION, tags.declaration());
    List<Placement> files = new ArrayList<>();
    contents.forEach((name, bytes) -> {
      // One always: it syncs the directory, and with it what a run that died here had put there.
      if (!sealedBefore
          || name.equals(TagFiles.TAG_MANIFEST)
          || isOther(bag.resolve(name), bytes)) {
        files.add(new Placement.Tag(holder, bag.resolve(name), new TagBytes(bytes)));
      }
    });
    put(events.subList(last, events.size()), bag, holder, files);
    return TagFiles.sha256(manifest);
  }

  /** Puts a few events, each of which is an open file until it has its name, and then the files. */
  private void put(List<SealedEvent> events, ArchiveKey bag, String holder, List<Placement> files) {
    List<Placement> together = new ArrayList<>();
    try {
      events.forEach(event -> together.add(arrived(event, bag, holder)));
      together.addAll(files);
      store.put(together);
    } finally {
      together.forEach(Bags::drop);
    }
  }

  private boolean isOther(ArchiveKey key, byte[] bytes) {
    return !Arrays.equals(store.read(key).orElse(null), bytes);
  }

  private static void drop(Placement placement) {
    if (placement instanceof Placement.Payload(Incoming incoming, ArchiveKey key)) {
      incoming.close();
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

  private Placement arrived(SealedEvent event, ArchiveKey bag, String holder) {
    Incoming incoming = store.receive(holder);
    byte[] body = event.body().bytes();
    incoming.write(body, 0, body.length);
    incoming.complete();
    return new Placement.Payload(incoming, BagLayout.event(bag, event.sha256()));
  }
}
