package org.recordingarchiver.launch;

import java.util.List;
import org.recordingarchiver.ledger.Cause;

/** Reads a cause. */
final class CauseConverter extends WordConverter<Cause> {

  CauseConverter() {
    super("a cause", "", List.of(Cause.values()), Cause::name);
  }
}
