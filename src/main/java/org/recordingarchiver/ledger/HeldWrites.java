package org.recordingarchiver.ledger;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.function.Consumer;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The only door for what a holder writes: grouped into few commits, refused once it counts as dead.
 */
@Component
final class HeldWrites {

  private final JdbcClient jdbc;
  private final GroupCommit group;

  HeldWrites(JdbcClient jdbc, PlatformTransactionManager transactionManager) {
    this.jdbc = jdbc;
    TransactionTemplate transactions = new TransactionTemplate(transactionManager);
    transactions.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    this.group = new GroupCommit(transactions);
  }

  /**
   * Runs {@code write} with the database's time and returns once it is committed.
   *
   * @throws LeaseLostException if the holder was declared dead meanwhile
   */
  void commit(long holder, Consumer<Instant> write) {
    group.commit(() -> write.accept(timeIfAlive(holder)));
  }

  /** The shared lock makes a starter that wants to bury this holder wait for our commit. */
  private Instant timeIfAlive(long holder) {
    return jdbc.sql(
            """
            select clock_timestamp() from holder where id = ? and ended_at is null for share
            """)
        .param(holder)
        .query(OffsetDateTime.class)
        .optional()
        .map(OffsetDateTime::toInstant)
        .orElseThrow(() ->
            new LeaseLostException(
                "holder "
                    + holder
                    + " was declared dead: it was silent for longer than its lease; nothing more is written by it"));
  }
}
