package org.recordingarchiver.archival;

import java.util.List;
import org.recordingarchiver.ledger.Outcome;
import org.recordingarchiver.ledger.QuarantinedFile;

/**
 * How a try at a chunk ended.
 *
 * @param quarantined what was kept apart on the way, durable already
 */
record Tried(Outcome outcome, List<QuarantinedFile> quarantined) {

  Tried {
    quarantined = List.copyOf(quarantined);
  }

  static Tried ended(Outcome outcome) {
    return new Tried(outcome, List.of());
  }
}
