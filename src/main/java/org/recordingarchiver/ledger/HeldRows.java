package org.recordingarchiver.ledger;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The door for what a holder writes often and for many rows alike: in plain SQL, one statement for
 * all rows of a group. Refused once the holder counts as dead.
 */
final class HeldRows<T> {

  private final GroupCommit<Row<T>> group;

  /**
   * @param write writes rows of one holder, in the order of their places, with the database's time
   */
  HeldRows(
      HolderTime time,
      PlatformTransactionManager transactionManager,
      BiConsumer<List<T>, Instant> write) {
    TransactionTemplate transactions = new TransactionTemplate(transactionManager);
    transactions.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    this.group =
        new GroupCommit<>(
            transactions,
            Comparator.comparing(Row::place),
            rows ->
                byHolder(rows).forEach((holder, each) -> write.accept(each, time.ifAlive(holder))));
  }

  private record Row<T>(long holder, String place, T value) {}

  /** This process has several holders in tests only. */
  private static <T> Map<Long, List<T>> byHolder(List<Row<T>> rows) {
    return rows.stream()
        .collect(
            Collectors.groupingBy(
                Row::holder, Collectors.mapping(Row::value, Collectors.toList())));
  }

  /**
   * Writes it, perhaps with others; durable when this returns.
   *
   * @param place the digest of the recording's key, or whatever is locked first: everybody locks in
   *     this order
   * @throws LeaseLostException if the holder was declared dead meanwhile
   * @throws org.springframework.dao.DataAccessException if the database refuses it
   */
  void commit(long holder, String place, T value) {
    group.commit(new Row<>(holder, place, value));
  }
}
