package org.recordingarchiver.archival;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.recordingarchiver.bag.BagLayout;
import org.recordingarchiver.ledger.CaseException;
import org.recordingarchiver.ledger.Cases;
import org.recordingarchiver.ledger.Cause;
import org.recordingarchiver.ledger.ChunkStatus;
import org.recordingarchiver.ledger.ClaimedChunk;
import org.recordingarchiver.ledger.Decision;
import org.recordingarchiver.ledger.Proof;
import org.recordingarchiver.ledger.Proof.ProvedFile;
import org.recordingarchiver.ledger.QuarantinedFile;
import org.recordingarchiver.store.ArchiveKey;
import org.recordingarchiver.store.ArchiveStore;

/**
 * Moves one chunk's quarantined copy into its bag: a second name in the bag, read back, then the
 * ledger, then the name in quarantine goes. Dying in between leaves the copy under both names; the
 * next try finds it so.
 */
final class Acceptance {

  private final ArchiveStore store;
  private final Cases cases;
  private final String storeId;
  private final String holder;

  /**
   * @param storeId of the store, as in the ledger
   * @param holder who accepts, as the store names it
   */
  Acceptance(ArchiveStore store, Cases cases, String storeId, String holder) {
    this.store = store;
    this.cases = cases;
    this.storeId = storeId;
    this.holder = holder;
  }

  /**
   * Makes sure that the files of a chunk are what was kept.
   *
   * @throws CaseException if one is not; nothing was changed
   */
  void require(long chunk) {
    usable(chunk).forEach(file -> requireUnchanged(file, new ArchiveKey(file.key())));
  }

  /**
   * Makes sure that nothing else lies where the copy is to go.
   *
   * @throws CaseException if something does; nothing was changed
   */
  void requireFreeName(ClaimedChunk chunk) {
    QuarantinedFile content = usable(chunk.id()).getFirst();
    ArchiveKey key = bagKey(chunk, content);
    store
        .readBack(key)
        .ifPresent(found -> {
          if (!found.sha256().hex().equals(content.sha256())) {
            throw new CaseException(
                "chunk %d: %s has other bytes (SHA-256 %s) than its copy in quarantine (%s); compare the two, and move the former out of the archive"
                    .formatted(chunk.id(), key, found.sha256().hex(), content.sha256()));
          }
        });
  }

  /** Returns where the content lies now. */
  String accept(ClaimedChunk chunk, ChunkStatus was, Decision.Made made) {
    require(chunk.id());
    List<QuarantinedFile> files = usable(chunk.id());
    QuarantinedFile content = files.getFirst();
    ProvedFile kept = release(content, bagKey(chunk, content));
    QuarantinedFile metadata = files.size() > 1 ? files.getLast() : null;
    Proof proof =
        new Proof(
            Proof.Level.ACCEPTED,
            kept,
            metadata == null ? null : release(metadata, metadataKey(chunk)),
            false,
            content.reason());
    List<String> keys = files.stream().map(QuarantinedFile::key).toList();
    cases.accept(chunk, was, proof, storeId, keys, made);
    keys.forEach(key -> store.clearQuarantine(new ArchiveKey(key)));
    return kept.key();
  }

  /** The newest content, and the metadata that came with it, unless it is another chunk's. */
  private List<QuarantinedFile> usable(long chunk) {
    List<QuarantinedFile> all = cases.quarantined(chunk);
    List<QuarantinedFile> usable = new ArrayList<>();
    usable.add(first(all, QuarantinedFile.Part.CONTENT).orElseThrow());
    first(all, QuarantinedFile.Part.METADATA).ifPresent(usable::add);
    return usable;
  }

  private static Optional<QuarantinedFile> first(
      List<QuarantinedFile> files, QuarantinedFile.Part part) {
    return files.stream()
        .filter(file -> file.part() == part && file.cause() != Cause.METADATA_MISMATCH)
        .findFirst();
  }

  private ProvedFile release(QuarantinedFile file, ArchiveKey key) {
    ArchiveKey from = new ArchiveKey(file.key());
    requireUnchanged(file, from);
    store.release(holder, from, key);
    requireUnchanged(file, key);
    return new ProvedFile(file.sha256(), file.length(), key.value());
  }

  private void requireUnchanged(QuarantinedFile file, ArchiveKey key) {
    @Nullable String found = store.readBack(key).map(digest -> digest.sha256().hex()).orElse(null);
    if (!file.sha256().equals(found)) {
      throw new CaseException(
          "%s is not what was kept there: expected SHA-256 %s, found %s"
              .formatted(key, file.sha256(), found == null ? "no file" : found));
    }
  }

  private static ArchiveKey bagKey(ClaimedChunk chunk, QuarantinedFile content) {
    String name = content.key().replaceAll("\\.conflict-[0-9a-f]+$", "");
    String extension = name.substring(name.lastIndexOf('.') + 1);
    return BagLayout.content(
        BagLayout.bag(chunk.recording()), chunk.index(), chunk.documentId(), extension);
  }

  private static ArchiveKey metadataKey(ClaimedChunk chunk) {
    return BagLayout.metadata(BagLayout.bag(chunk.recording()), chunk.index(), chunk.documentId());
  }
}
