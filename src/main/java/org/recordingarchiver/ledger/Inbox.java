package org.recordingarchiver.ledger;

import java.util.List;

/** Takes in events. When a method returns, everything it was given is committed. */
public interface Inbox {

  /** Keeps the events and queues the chunks they announce, in one transaction. */
  Receipt accept(List<ReceivedEvent> events);

  /** Keeps bodies that could not be read, raw. Repeats are harmless. */
  void reject(List<UnreadableBody> bodies);

  /**
   * What became of some events.
   *
   * @param events events that were new
   * @param duplicates events that were known already
   * @param queuedChunks chunks that were new
   */
  record Receipt(int events, int duplicates, int queuedChunks) {}
}
