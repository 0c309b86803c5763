package org.recordingarchiver.ledger;

import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
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
 * The only door for what a holder writes: grouped into few commits, refused once it counts as dead.
 */
@Component
final class HeldWrites {

  /** What an entity manager throws is Hibernate's own. */
  private static final PersistenceExceptionTranslator HIBERNATE = new HibernateJpaDialect();

  private final HolderTime time;
  private final EntityManager entities;
  private final Recordings recordings;
  private final Chunks chunks;
  private final GroupCommit<Write> group;

  HeldWrites(
      HolderTime time,
      @Lazy EntityManager entities,
      @Lazy Recordings recordings,
      @Lazy Chunks chunks,
      @Lazy @Qualifier(LedgerConfiguration.ENTITIES)
          PlatformTransactionManager transactionManager) {
    this.time = time;
    this.entities = entities;
    this.recordings = recordings;
    this.chunks = chunks;
    TransactionTemplate transactions = new TransactionTemplate(transactionManager);
    transactions.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    this.group =
        new GroupCommit<>(transactions, Comparator.comparing(Write::place), this::writeTogether);
  }

  /**
   * What a holder writes.
   *
   * @param place the digest of the recording's key, or whatever is locked first: everybody locks in
   *     this order
   * @param needs what it changes
   * @param work gets the database's time
   */
  private record Write(long holder, String place, Needs needs, Consumer<Instant> work) {}

  /**
   * Rows that a write changes: they are read and locked before, for a whole group in one statement
   * each, recordings before chunks. Who changes a recording must name it here.
   *
   * @param recordingsOf chunks whose recordings change
   * @param chunks by their ids
   * @param batch whose rows of these chunks change; null if none do
   */
  record Needs(List<Long> recordingsOf, List<Long> chunks, @Nullable Long batch) {
    static final Needs NONE = new Needs(List.of(), List.of(), null);

    Needs {
      recordingsOf = List.copyOf(recordingsOf);
      chunks = List.copyOf(chunks);
    }
  }

  /**
   * Runs {@code write} with the database's time and returns once it is committed.
   *
   * @throws LeaseLostException if the holder was declared dead meanwhile
   * @throws org.springframework.dao.DataAccessException if the database refuses it
   */
  void commit(long holder, Consumer<Instant> write) {
    commit(holder, "", Needs.NONE, write);
  }

  /**
   * The same.
   *
   * @param place the digest of the recording's key, or whatever is locked first: everybody locks in
   *     this order
   */
  void commit(long holder, String place, Needs needs, Consumer<Instant> write) {
    group.commit(new Write(holder, place, needs, write));
  }

  private void writeTogether(List<Write> writes) {
    try {
      Map<Long, Instant> now = new HashMap<>();
      writes.forEach(write -> now.computeIfAbsent(write.holder(), time::ifAlive));
      readAhead(writes.stream().map(Write::needs).toList());
      writes.forEach(write -> write.work().accept(now.get(write.holder())));
      entities.flush();
    } catch (RuntimeException e) {
      throw DataAccessUtils.translateIfNecessary(e, HIBERNATE);
    }
  }

  /** Recordings before chunks, as the inbox does: else the two could wait for each other. */
  private void readAhead(List<Needs> needs) {
    List<Long> recordingsOf = needs.stream().flatMap(it -> it.recordingsOf().stream()).toList();
    if (!recordingsOf.isEmpty()) {
      recordings.lockByChunks(recordingsOf);
    }
    List<Long> ids = needs.stream().flatMap(it -> it.chunks().stream()).toList();
    if (!ids.isEmpty()) {
      chunks.lockAll(ids);
    }
    needs.stream()
        .filter(it -> it.batch() != null)
        .collect(
            Collectors.groupingBy(
                Needs::batch,
                Collectors.flatMapping(it -> it.chunks().stream(), Collectors.toList())))
        .forEach(this::readBatch);
  }

  private void readBatch(@Nullable Long batch, List<Long> ids) {
    entities
        .createQuery(
            "select b from BatchChunk b where b.batch = :batch and b.chunk in :chunks",
            BatchChunk.class)
        .setParameter("batch", batch)
        .setParameter("chunks", ids)
        .getResultList();
  }

  /** The row for change; if it was not read ahead, others wait from now on. */
  Chunk chunk(long id) {
    return locked(Chunk.class, id);
  }

  /** The same. */
  Recording recording(long id) {
    return locked(Recording.class, id);
  }

  private <T> T locked(Class<T> type, long id) {
    T row = entities.find(type, id, LockModeType.PESSIMISTIC_WRITE);
    if (row == null) {
      throw new IllegalStateException(
          "the ledger has no %s %d".formatted(type.getSimpleName(), id));
    }
    return row;
  }
}
