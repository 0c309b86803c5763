package org.recordingarchiver.intake;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.recordingarchiver.ledger.Inbox;
import org.recordingarchiver.ledger.ReceivedEvent;
import org.recordingarchiver.ledger.UnreadableBody;
import org.springframework.dao.DataIntegrityViolationException;

/** An inbox that remembers what it was given and refuses the event {@code poison}. */
final class RecordingInbox implements Inbox {

  final List<List<String>> portions = Collections.synchronizedList(new ArrayList<>());
  final List<UnreadableBody> rejected = Collections.synchronizedList(new ArrayList<>());

  @Override
  public Receipt accept(List<ReceivedEvent> events) {
    List<String> ids = events.stream().map(ReceivedEvent::eventId).toList();
    if (ids.contains("poison")) {
      throw new DataIntegrityViolationException("refused");
    }
    portions.add(ids);
    return new Receipt(ids.size(), 0, 0);
  }

  @Override
  public void reject(List<UnreadableBody> bodies) {
    rejected.addAll(bodies);
  }

  List<String> ids() {
    return portions.stream().flatMap(List::stream).toList();
  }
}
