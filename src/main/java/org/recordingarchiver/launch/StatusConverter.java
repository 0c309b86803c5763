package org.recordingarchiver.launch;

import java.util.List;
import org.recordingarchiver.report.SoughtStatus;

/** Reads a status that is sought. */
final class StatusConverter extends WordConverter<SoughtStatus> {

  StatusConverter() {
    super("a status", ", separated by commas", List.of(SoughtStatus.values()), SoughtStatus::word);
  }
}
