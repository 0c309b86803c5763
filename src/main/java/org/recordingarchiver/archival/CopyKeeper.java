package org.recordingarchiver.archival;

import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.recordingarchiver.archival.Fetcher.Fetched;
import org.recordingarchiver.bag.BagLayout;
import org.recordingarchiver.ledger.ClaimedChunk;
import org.recordingarchiver.ledger.Proof;
import org.recordingarchiver.ledger.Proof.ProvedFile;
import org.recordingarchiver.media.MediaFormat;
import org.recordingarchiver.store.ArchiveKey;
import org.recordingarchiver.store.ArchiveStore;
import org.recordingarchiver.store.Digest;
import org.recordingarchiver.store.Incoming;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Puts what was received into its bag and reads it back. */
final class CopyKeeper {

  private static final JsonMapper JSON = JsonMapper.shared();

  private final ArchiveStore store;

  CopyKeeper(ArchiveStore store) {
    this.store = store;
  }

  /** Where the files of a chunk go. */
  record Names(ArchiveKey content, ArchiveKey metadata) {}

  static Names names(ClaimedChunk chunk, Fetched.@Nullable Whole metadata, Fetched.Whole content) {
    ArchiveKey bag = BagLayout.bag(chunk.recording());
    MediaFormat format = format(chunk, metadata, content);
    return new Names(
        BagLayout.content(bag, chunk.index(), chunk.documentId(), format.extension()),
        BagLayout.metadata(bag, chunk.index(), chunk.documentId()));
  }

  /** The event's word first, then the metadata's, then a look at the bytes (WIRE.md 2.4). */
  private static MediaFormat format(
      ClaimedChunk chunk, Fetched.@Nullable Whole metadata, Fetched.Whole content) {
    byte[] head = content.head().toByteArray();
    return Stream.of(
            MediaFormat.named(chunk.format()),
            MediaFormat.named(metadata == null ? null : formatIn(metadata.head())),
            MediaFormat.sniff(head, head.length))
        .filter(format -> format != MediaFormat.UNKNOWN)
        .findFirst()
        .orElse(MediaFormat.UNKNOWN);
  }

  private static @Nullable String formatIn(Head metadata) {
    try {
      return JSON.readTree(metadata.toByteArray()).at("/recordingInfo/format").asString(null);
    } catch (JacksonException e) {
      // Metadata that can't be read names no format; the bytes are kept as they are.
      return null;
    }
  }

  Incoming receive(Run run) {
    return store.receive(run.holderName());
  }

  /** L2: durable under its key, then read back from there. */
  ProvedFile keep(Incoming incoming, Digest received, ArchiveKey key) {
    store.publish(incoming, key);
    Digest back = store.readBack(key).orElse(null);
    if (!received.equals(back)) {
      throw new ReadBackMismatchException(
          "%s was read back as %s, but %s was received".formatted(key, back, received));
    }
    return proved(received, key);
  }

  /** A copy that a killed run published before its ledger entry was committed. */
  Optional<Proof> find(ClaimedChunk chunk) {
    ArchiveKey bag = BagLayout.bag(chunk.recording());
    ArchiveKey metadata = BagLayout.metadata(bag, chunk.index(), chunk.documentId());
    return Stream.of(MediaFormat.values())
        .map(format -> contentKey(chunk, bag, format))
        .flatMap(key -> prove(key).stream())
        .filter(content -> isWhatWasProved(content, chunk.provedSha256()))
        .findFirst()
        .map(content -> new Proof(Proof.Level.FOUND, content, prove(metadata).orElse(null), false));
  }

  private static boolean isWhatWasProved(ProvedFile content, @Nullable String provedSha256) {
    return provedSha256 == null || provedSha256.equals(content.sha256());
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
