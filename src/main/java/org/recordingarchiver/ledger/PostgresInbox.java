package org.recordingarchiver.ledger;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.recordingarchiver.ledger.IncomingRecordings.Kept;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The inbox as a handful of statements for any number of events. All inboxes lock calls, then
 * recordings, then events, then chunks, each in the order of their keys, so that they wait for each
 * other instead of deadlocking.
 */
@Component
class PostgresInbox implements Inbox {

  private static final int TRIES = 3;

  private final TransactionTemplate transactions;
  private final IncomingEvents events;
  private final IncomingCalls calls;
  private final IncomingRecordings recordings;
  private final IncomingChunks chunks;
  private final RejectedEvents rejected;

  PostgresInbox(
      JdbcClient jdbc, PlatformTransactionManager transactions, RetentionSettings settings) {
    this.transactions = new TransactionTemplate(transactions);
    // Its own transaction whoever calls: what is returned must be committed.
    this.transactions.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    this.events = new IncomingEvents(jdbc);
    this.calls = new IncomingCalls(jdbc);
    this.recordings = new IncomingRecordings(jdbc);
    this.chunks = new IncomingChunks(jdbc, settings.retention());
    this.rejected = new RejectedEvents(jdbc);
  }

  @Override
  public Receipt accept(List<ReceivedEvent> received) {
    if (received.isEmpty()) {
      return new Receipt(0, 0, 0);
    }
    List<IncomingEvent> distinct = IncomingEvent.distinct(received);
    return committed(() -> keep(distinct, received.size()));
  }

  @Override
  public void reject(List<UnreadableBody> bodies) {
    if (!bodies.isEmpty()) {
      committed(() -> {
        rejected.keep(bodies);
        return bodies.size();
      });
    }
  }

  private Receipt keep(List<IncomingEvent> distinct, int received) {
    List<IncomingEvent> unknown = events.unknown(distinct);
    if (unknown.isEmpty()) {
      return new Receipt(0, received, 0);
    }
    calls.merge(unknown);
    List<IncomingRecording> announced = IncomingRecording.of(unknown);
    Kept recorded = recordings.keep(announced);
    Map<KeyDigest, Long> kept = events.keep(unknown, recorded.ids());
    int queued = queue(IncomingChunk.of(unknown, kept, recorded.ids()), recorded);
    recordings.fill(recorded.before());
    return new Receipt(kept.size(), received - kept.size(), queued);
  }

  private int queue(List<IncomingChunk> incoming, Kept recorded) {
    if (incoming.isEmpty()) {
      return 0;
    }
    List<Long> queued = chunks.queue(incoming);
    if (queued.size() < incoming.size()) {
      chunks.fillDeleteLocations(incoming);
      chunks.keepAlternates(incoming);
    }
    recordings.reopen(recorded.before(queued));
    return queued.size();
  }

  private <T> T committed(Supplier<T> work) {
    for (int tries = 1; ; tries++) {
      try {
        return Objects.requireNonNull(transactions.execute(status -> work.get()));
      } catch (ConcurrencyFailureException e) {
        if (tries == TRIES) {
          throw e;
        }
      }
    }
  }
}
