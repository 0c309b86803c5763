package org.recordingarchiver.launch;

import org.recordingarchiver.intake.IngestReport;

/** What an ingest took in, on one line. */
final class IngestText {

  private IngestText() {}

  static String of(IngestReport report) {
    long others = report.otherTypes().values().stream().mapToLong(Long::longValue).sum();
    return "queued %s from %s; %d known already, %d of other kinds, %d rejected"
        .formatted(
            Amounts.count(report.queuedChunks(), "chunk"),
            Amounts.count(report.events(), "new event"),
            report.duplicates(),
            others,
            report.rejected());
  }
}
