package org.recordingarchiver.ledger;

import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Lazy;
import org.springframework.dao.support.DataAccessUtils;
import org.springframework.dao.support.PersistenceExceptionTranslator;
import org.springframework.orm.jpa.vendor.HibernateJpaDialect;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The door for what a holder writes seldom, through entities: grouped into few commits, refused
 * once it counts as dead. What is written for every chunk goes through {@link HeldRows}.
 */
@Component
final class HeldWrites {

  /** What an entity manager throws is Hibernate's own. */
  private static final PersistenceExceptionTranslator HIBERNATE = new HibernateJpaDialect();

  private final HolderTime time;
  private final EntityManager entities;
  private final GroupCommit<Write> group;

  HeldWrites(
      HolderTime time,
      @Lazy EntityManager entities,
      @Lazy @Qualifier(LedgerConfiguration.ENTITIES)
          PlatformTransactionManager transactionManager) {
    this.time = time;
    this.entities = entities;
    TransactionTemplate transactions = new TransactionTemplate(transactionManager);
    transactions.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    this.group =
        new GroupCommit<>(transactions, Comparator.comparing(Write::place), this::writeTogether);
  }

  private record Write(long holder, String place, Consumer<Instant> work) {}

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
    group.commit(new Write(holder, place, write));
  }

  private void writeTogether(List<Write> writes) {
    try {
      Map<Long, Instant> now = new HashMap<>();
      for (Write write : writes) {
        write.work().accept(now.computeIfAbsent(write.holder(), time::ifAlive));
      }
      entities.flush();
    } catch (RuntimeException e) {
      throw DataAccessUtils.translateIfNecessary(e, HIBERNATE);
    }
  }
}
