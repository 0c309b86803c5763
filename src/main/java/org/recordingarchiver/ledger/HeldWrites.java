package org.recordingarchiver.ledger;

import java.time.Instant;
import java.util.function.Consumer;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;

/**
 * The door for what a holder writes seldom, each write in its own way. What is written for every
 * chunk goes through {@link HeldRows} of its own.
 */
@Component
final class HeldWrites {

  private final HeldRows<Consumer<Instant>> rows;

  HeldWrites(HolderTime time, PlatformTransactionManager transactionManager) {
    this.rows =
        new HeldRows<>(
            time, transactionManager, (writes, now) -> writes.forEach(write -> write.accept(now)));
  }

  /**
   * Runs {@code write} with the database's time and returns once it is committed.
   *
   * @param place as in {@link HeldRows#commit}, which says what is thrown, too
   */
  void commit(long holder, String place, Consumer<Instant> write) {
    rows.commit(holder, place, write);
  }
}
