package org.recordingarchiver.intake;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.recordingarchiver.event.Event;
import org.recordingarchiver.event.EventReader;
import org.recordingarchiver.event.Reading;
import org.recordingarchiver.event.RecordingFileStatusUpdated;
import org.recordingarchiver.event.Unreadable;
import org.recordingarchiver.ledger.Inbox;
import org.recordingarchiver.ledger.ReceivedEvent;
import org.recordingarchiver.ledger.UnreadableBody;
import org.springframework.dao.NonTransientDataAccessException;
import org.springframework.dao.NonTransientDataAccessResourceException;

/** One ingest: gathers what is read and hands it to the inbox in portions. */
final class IngestRun {

  private static final int PORTION = 500;
  private static final long PORTION_BYTES = 4L * 1024 * 1024;

  private final Inbox inbox;
  private final Tally tally = new Tally();
  private final List<ReceivedEvent> events = new ArrayList<>();
  private final List<UnreadableBody> bodies = new ArrayList<>();
  private long bytes;

  IngestRun(Inbox inbox) {
    this.inbox = inbox;
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
    return tally.report();
  }

  private void take(Reading reading, String origin) {
    switch (reading) {
      case Event event -> take(event);
      case Unreadable piece -> reject(LedgerRecords.unreadable(piece, origin));
    }
    bytes += reading.raw().bytes().length;
    if (events.size() + bodies.size() >= PORTION || bytes >= PORTION_BYTES) {
      commit();
    }
  }

  private void take(Event event) {
    events.add(LedgerRecords.received(event));
    if (!(event instanceof RecordingFileStatusUpdated)) {
      tally.addOtherType(event.envelope().type());
    }
  }

  private void reject(UnreadableBody body) {
    bodies.add(body);
    tally.add(body);
  }

  private void commit() {
    try {
      tally.add(inbox.accept(events));
    } catch (NonTransientDataAccessResourceException e) {
      throw e;
    } catch (NonTransientDataAccessException e) {
      events.forEach(this::commitAlone);
    }
    inbox.reject(bodies);
    events.clear();
    bodies.clear();
    bytes = 0;
  }

  /** One event that the database refuses must not keep out the others of its portion. */
  private void commitAlone(ReceivedEvent event) {
    try {
      tally.add(inbox.accept(List.of(event)));
    } catch (NonTransientDataAccessException e) {
      String reason = "the database refuses it: " + e.getMostSpecificCause().getMessage();
      reject(new UnreadableBody(event.body(), "event " + event.eventId(), reason));
    }
  }
}
