package org.recordingarchiver.archival;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.recordingarchiver.bag.BagLayout;
import org.recordingarchiver.ledger.Cause;
import org.recordingarchiver.ledger.ClaimedChunk;
import org.recordingarchiver.ledger.Proof;
import org.recordingarchiver.ledger.Proof.ProvedFile;
import org.recordingarchiver.ledger.QuarantinedFile;
import org.recordingarchiver.media.MediaFormat;
import org.recordingarchiver.store.ArchiveKey;
import org.recordingarchiver.store.ArchiveStore;
import org.recordingarchiver.store.Digest;
import org.recordingarchiver.store.Incoming;
import org.recordingarchiver.store.Placement;

/** Puts what was received into its bag and reads it back. */
final class CopyKeeper {

  private final ArchiveStore store;
  private final ReadBacks readBacks;

  CopyKeeper(ArchiveStore store, ReadBacks readBacks) {
    this.store = store;
    this.readBacks = readBacks;
  }

  /** Where the files of a chunk go. */
  record Names(ArchiveKey content, ArchiveKey metadata) {}

  /**
   * @param told the format that event or metadata name
   * @param seen the format that the bytes have, for want of a better word
   */
  static Names names(ClaimedChunk chunk, MediaFormat told, MediaFormat seen) {
    ArchiveKey bag = BagLayout.bag(chunk.recording());
    MediaFormat format = told == MediaFormat.UNKNOWN ? seen : told;
    return new Names(
        contentKey(chunk, bag, format), BagLayout.metadata(bag, chunk.index(), chunk.documentId()));
  }

  Incoming receive(Run run) {
    return store.receive(run.holderName());
  }

  /** A file that came whole, and where it goes. */
  record Arrival(Incoming incoming, Digest received, ArchiveKey key) {}

  /** L2: durable under their keys, then read back from there, in this order. */
  List<ProvedFile> keep(List<Arrival> together) {
    store.put(
        together.stream()
            .<Placement>map(it -> new Placement.Payload(it.incoming(), it.key()))
            .toList());
    return together.stream().map(this::readBack).toList();
  }

  private ProvedFile readBack(Arrival it) {
    requireEqual(it.received(), it.key());
    return proved(it.received(), it.key());
  }

  private void requireEqual(Digest received, ArchiveKey key) {
    ArchiveStore.ReadBack back = store.lookAndReadBack(key).orElse(null);
    if (back == null || !received.equals(back.digest())) {
      throw new ReadBackMismatchException(
          "%s was read back as %s, but %s was received"
              .formatted(key, back == null ? null : back.digest(), received));
    }
    readBacks.note(key, back.before().stamp(), received);
  }

  /** Durable in quarantine, then read back from there. */
  QuarantinedFile quarantine(
      QuarantinedFile.Part part, Incoming incoming, Digest received, Names names, Trouble why) {
    ArchiveKey sound = part == QuarantinedFile.Part.CONTENT ? names.content() : names.metadata();
    ArchiveKey key = store.quarantine(incoming, sound);
    requireEqual(received, key);
    return quarantined(part, key, received, why.cause(), why.message());
  }

  /** A copy that failed its check in an earlier try, whether the ledger knows of it or not. */
  Optional<QuarantinedFile> findQuarantined(ClaimedChunk chunk) {
    ArchiveKey bag = BagLayout.bag(chunk.recording());
    return Stream.of(MediaFormat.values())
        .map(format -> store.inQuarantine(contentKey(chunk, bag, format)))
        .flatMap(key ->
            store
                .readBack(key)
                .map(digest ->
                    quarantined(
                        QuarantinedFile.Part.CONTENT,
                        key,
                        digest,
                        Cause.MEDIA_DAMAGED,
                        "found in quarantine after its source was gone"))
                .stream())
        .findFirst();
  }

  private static QuarantinedFile quarantined(
      QuarantinedFile.Part part, ArchiveKey key, Digest digest, Cause cause, String reason) {
    return new QuarantinedFile(
        part, key.value(), digest.sha256().hex(), digest.length(), cause, reason);
  }

  /** A copy that a killed run published before its ledger entry was committed. */
  Optional<Proof> find(ClaimedChunk chunk) {
    ArchiveKey bag = BagLayout.bag(chunk.recording());
    ArchiveKey metadata = BagLayout.metadata(bag, chunk.index(), chunk.documentId());
    return Stream.of(MediaFormat.values())
        .map(format -> contentKey(chunk, bag, format))
        .flatMap(key -> prove(key).stream())
        .filter(
            content -> isWhatWasProved(content, chunk.provedSha256()) && !isQuarantined(content))
        .findFirst()
        .map(content ->
            new Proof(Proof.Level.FOUND, content, prove(metadata).orElse(null), false, null));
  }

  private static boolean isWhatWasProved(ProvedFile content, @Nullable String provedSha256) {
    return provedSha256 == null || provedSha256.equals(content.sha256());
  }

  /** One that a person was about to accept failed its check all the same. */
  private boolean isQuarantined(ProvedFile content) {
    String apart = store.inQuarantine(new ArchiveKey(content.key())).value();
    String conflict = apart + ".conflict-";
    return Stream.of(
            apart, conflict + content.sha256().substring(0, 8), conflict + content.sha256())
        .map(ArchiveKey::new)
        .flatMap(twin -> store.readBack(twin).stream())
        .anyMatch(twin -> twin.sha256().hex().equals(content.sha256()));
  }

  private static ArchiveKey contentKey(ClaimedChunk chunk, ArchiveKey bag, MediaFormat format) {
    return BagLayout.content(bag, chunk.index(), chunk.documentId(), format.extension());
  }

  private Optional<ProvedFile> prove(ArchiveKey key) {
    return store.readBack(key).map(digest -> proved(digest, key));
  }

  private static ProvedFile proved(Digest digest, ArchiveKey key) {
    return new ProvedFile(digest.sha256().hex(), digest.length(), key.value());
  }
}
