package org.recordingarchiver.ledger;

/**
 * A file that came whole but is not what it should be, and lies durably in quarantine.
 *
 * @param key where it lies in the archive
 * @param sha256 in hex
 * @param length bytes
 * @param reason what is wrong with it, for people
 */
public record QuarantinedFile(
    Part part, String key, String sha256, long length, Cause cause, String reason) {

  boolean isContent() {
    return part == Part.CONTENT;
  }

  /** What of a chunk it is. */
  public enum Part {
    CONTENT,
    METADATA
  }
}
