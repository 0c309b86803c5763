package org.recordingarchiver.ledger;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.function.Consumer;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Lazy;
import org.springframework.dao.support.DataAccessUtils;
import org.springframework.dao.support.PersistenceExceptionTranslator;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.orm.jpa.vendor.HibernateJpaDialect;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The only door for what a holder writes: grouped into few commits, refused once it counts as dead.
 */
@Component
final class HeldWrites {

  /** What an entity manager throws is Hibernate's own. */
  private static final PersistenceExceptionTranslator HIBERNATE = new HibernateJpaDialect();

  private final JdbcClient jdbc;
  private final GroupCommit group;

  HeldWrites(
      JdbcClient jdbc,
      @Lazy @Qualifier(LedgerConfiguration.ENTITIES)
          PlatformTransactionManager transactionManager) {
    this.jdbc = jdbc;
    TransactionTemplate transactions = new TransactionTemplate(transactionManager);
    transactions.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    this.group = new GroupCommit(transactions);
  }

  /**
   * Runs {@code write} with the database's time and returns once it is committed.
   *
   * @throws LeaseLostException if the holder was declared dead meanwhile
   * @throws org.springframework.dao.DataAccessException if the database refuses it
   */
  void commit(long holder, Consumer<Instant> write) {
    commit(holder, "", write);
  }

  /**
   * The same.
   *
   * @param place the digest of the recording's key, or whatever is locked first: everybody locks in
   *     this order
   */
  void commit(long holder, String place, Consumer<Instant> write) {
    group.commit(
        place,
        () -> {
          try {
            write.accept(timeIfAlive(holder));
          } catch (RuntimeException e) {
            throw DataAccessUtils.translateIfNecessary(e, HIBERNATE);
          }
        });
  }

  /**
   * The database's time. The lock makes a starter that wants to bury this holder wait for the end
   * of our transaction; the heartbeat does not wait for it, or busy lanes would silence it.
   *
   * @throws LeaseLostException if the holder was declared dead
   */
  Instant timeIfAlive(long holder) {
    return jdbc.sql(
            """
            select clock_timestamp() from holder where id = ? and ended_at is null for key share
            """)
        .param(holder)
        .query(OffsetDateTime.class)
        .optional()
        .map(OffsetDateTime::toInstant)
        .orElseThrow(() ->
            new LeaseLostException(
                "holder "
                    + holder
                    + " was declared dead: it was silent for longer than its lease; nothing more is"
                    + " written by it"));
  }
}
