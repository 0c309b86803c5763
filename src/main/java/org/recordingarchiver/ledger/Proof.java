package org.recordingarchiver.ledger;

import org.jspecify.annotations.Nullable;

/**
 * What was received and read back equal. Digests are SHA-256 in hex, lengths bytes.
 *
 * @param metadata null if the chunk is archived without its metadata
 * @param totalConfirmed an answer named the total length, or a second fetch was equal
 * @param warning what people should know of the copy, null if nothing
 */
public record Proof(
    Level level,
    ProvedFile content,
    @Nullable ProvedFile metadata,
    boolean totalConfirmed,
    @Nullable String warning) {

  /** One file as received, and where its equal copy lies. */
  public record ProvedFile(String sha256, long length, String key) {}

  /** How far a copy was proved. */
  public enum Level {
    /** The copy read back has the digest of what was received. */
    L2,
    /** Its media structure is whole, and its metadata agrees with the event. */
    L3,
    /** A second fetch was equal. */
    L4,
    /** Found in the archive after its source was gone. */
    FOUND,
    /** The copy failed its check, and a person accepted it all the same. */
    ACCEPTED
  }
}
