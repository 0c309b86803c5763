package org.recordingarchiver.store;

/** What is to get its name in the archive. */
public sealed interface Placement {

  /** Under which name. */
  ArchiveKey key();

  /** A complete file that never replaces another. */
  record Payload(Incoming incoming, ArchiveKey key) implements Placement {}

  /**
   * A tag file, which does.
   *
   * @param holder who brings it, admitted
   */
  record Tag(String holder, ArchiveKey key, TagBytes bytes) implements Placement {}
}
