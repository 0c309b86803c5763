package org.recordingarchiver.intake;

import java.util.ArrayList;
import java.util.List;
import org.recordingarchiver.event.Event;
import org.recordingarchiver.event.Reading;
import org.recordingarchiver.event.Unreadable;
import org.recordingarchiver.ledger.Inbox;
import org.recordingarchiver.ledger.Inbox.Receipt;
import org.recordingarchiver.ledger.ReceivedEvent;
import org.recordingarchiver.ledger.UnreadableBody;
import org.springframework.dao.DataIntegrityViolationException;

/** Readings that are committed together. Filled by one thread, then committed by one. */
public final class Portion {

  /** As many as are worth a commit of their own. */
  public static final int READINGS = 500;

  private static final long BYTES = 4L * 1024 * 1024;

  private final List<ReceivedEvent> events = new ArrayList<>();
  private final List<UnreadableBody> bodies = new ArrayList<>();
  private long bytes;

  /**
   * What became of a portion.
   *
   * @param rejected those that could not be read, and those that the database refused
   */
  public record Committed(List<Receipt> receipts, List<UnreadableBody> rejected) {}

  /**
   * Adds one.
   *
   * @param origin where it came from, for people
   */
  public void add(Reading reading, String origin) {
    switch (reading) {
      case Event event -> events.add(LedgerRecords.received(event));
      case Unreadable piece -> bodies.add(LedgerRecords.unreadable(piece, origin));
    }
    bytes += reading.raw().bytes().length;
  }

  boolean isFull() {
    return events.size() + bodies.size() >= READINGS || bytes >= BYTES;
  }

  public boolean isEmpty() {
    return events.isEmpty() && bodies.isEmpty();
  }

  /** Keeps everything; when it returns, all is committed. */
  public Committed commit(Inbox inbox) {
    List<Receipt> receipts = new ArrayList<>();
    try {
      receipts.add(inbox.accept(events));
    } catch (DataIntegrityViolationException e) {
      events.forEach(event -> commitAlone(event, inbox, receipts));
    }
    inbox.reject(bodies);
    return new Committed(receipts, bodies);
  }

  /**
   * One event that the database refuses must not keep out the others of its portion. Only what lies
   * in the event itself is a reason: a good one must not be rejected since a table is locked,
   * missing or not ours to write.
   */
  private void commitAlone(ReceivedEvent event, Inbox inbox, List<Receipt> receipts) {
    try {
      receipts.add(inbox.accept(List.of(event)));
    } catch (DataIntegrityViolationException e) {
      String reason = "the database refuses it: " + e.getMostSpecificCause().getMessage();
      bodies.add(new UnreadableBody(event.body(), "event " + event.eventId(), reason));
    }
  }
}
