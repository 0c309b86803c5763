package org.recordingarchiver.intake;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.recordingarchiver.event.Event;
import org.recordingarchiver.event.EventReader;
import org.recordingarchiver.event.Reading;
import org.recordingarchiver.event.RecordingFileStatusUpdated;
import org.recordingarchiver.ledger.Inbox;

/** One ingest: gathers what is read and hands it to the inbox in portions. */
final class IngestRun implements AutoCloseable {

  private final PortionWriters writers;
  private final Tally tally = new Tally();
  private Portion portion = new Portion();

  IngestRun(Inbox inbox) {
    this.writers = new PortionWriters(inbox);
  }

  void read(InputStream in, String origin) throws IOException {
    EventReader reader = new EventReader(Compression.unpacked(in));
    for (Reading next = reader.next(); next != null; next = reader.next()) {
      take(next, origin);
    }
  }

  /** Commits what is left and says what was taken in. */
  IngestReport finish() {
    commit();
    for (Optional<Portion.Committed> next = writers.next();
        next.isPresent();
        next = writers.next()) {
      tally.add(next.get());
    }
    return tally.report();
  }

  @Override
  public void close() {
    writers.close();
  }

  private void take(Reading reading, String origin) {
    portion.add(reading, origin);
    if (reading instanceof Event event && !(event instanceof RecordingFileStatusUpdated)) {
      tally.addOtherType(event.envelope().type());
    }
    if (portion.isFull()) {
      commit();
    }
  }

  private void commit() {
    if (!portion.isEmpty()) {
      writers.commit(portion).ifPresent(tally::add);
      portion = new Portion();
    }
  }
}
