package org.recordingarchiver.source;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The one or two keys of a resource. Remembers which of them the source took last. */
final class KeyRing {

  private final Credential primary;
  private final @Nullable Credential secondary;
  private volatile boolean secondaryWorks;

  KeyRing(ConnectionString connection, @Nullable AccessKey secondaryKey) {
    this.primary = new Credential(connection.host(), connection.key());
    this.secondary = secondaryKey == null ? null : new Credential(connection.host(), secondaryKey);
  }

  /**
   * What to sign with, one refusal after the other: a key, the same with a fresh date, the other.
   */
  List<Credential> trials() {
    if (secondary == null) {
      return List.of(primary, primary);
    }
    return secondaryWorks
        ? List.of(secondary, secondary, primary)
        : List.of(primary, primary, secondary);
  }

  void worked(Credential credential) {
    secondaryWorks = credential.equals(secondary);
  }
}
