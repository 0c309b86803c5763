package org.recordingarchiver.ledger;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Objects;
import java.util.function.Supplier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Removes old batches with their runs, and old tries that archived nothing: never what a restart or
 * a proof needs. Works in portions, each a short transaction that leaves nothing half done: it may
 * be killed, and run again, at any moment, and beside runs and other prunings.
 */
@Component
public class Pruning {

  private static final int BATCHES = 100;
  private static final int TRIES = 10_000;

  private final JdbcClient jdbc;
  private final Holders holders;
  private final OldRuns runs;
  private final OldTries tries;
  private final TransactionTemplate reading;
  private final TransactionTemplate writing;

  Pruning(JdbcClient jdbc, Holders holders, PlatformTransactionManager transactionManager) {
    this.jdbc = jdbc;
    this.holders = holders;
    this.runs = new OldRuns(jdbc);
    this.tries = new OldTries(jdbc);
    this.writing = new TransactionTemplate(transactionManager);
    this.reading = new TransactionTemplate(transactionManager);
    reading.setReadOnly(true);
    reading.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
  }

  /** What {@link #prune} would remove. */
  public Pruned plan(String job, Duration keep) {
    return inTransaction(
        reading,
        () -> {
          Pruned planned = Pruned.nothing(before(keep));
          OldRuns.Portion batches = OldRuns.Portion.none();
          do {
            batches = runs.find(job, planned.before(), batches.last(), BATCHES).portion();
            planned = planned.plus(batches);
          } while (!batches.isLast());
          OldTries.Portion portion = OldTries.Portion.none();
          do {
            portion = tries.count(planned.before(), portion.last(), TRIES);
            planned = planned.plus(portion);
          } while (!portion.isLast());
          return planned;
        });
  }

  /**
   * Removes it. What is removed stays counted in {@code pruned_day}.
   *
   * @param job of the job repository
   * @param keep what ended less than this ago stays
   */
  public Pruned prune(String job, Duration keep) {
    Pruned pruned = Pruned.nothing(before(keep));
    OldRuns.Portion batches = OldRuns.Portion.none();
    do {
      batches = removeRuns(job, pruned.before(), batches.last());
      pruned = pruned.plus(batches);
    } while (!batches.isLast());
    OldTries.Portion portion = OldTries.Portion.none();
    do {
      portion = removeTries(pruned.before(), portion.last());
      pruned = pruned.plus(portion);
    } while (!portion.isLast());
    return pruned;
  }

  /** No rerun begins meanwhile; one that began has named its batch in its holder. */
  private OldRuns.Portion removeRuns(String job, Instant before, long after) {
    return holders.whileNobodyElseStarts(() -> runs.remove(runs.find(job, before, after, BATCHES)));
  }

  private OldTries.Portion removeTries(Instant before, OldTries.Place after) {
    return inTransaction(writing, () -> tries.remove(before, after, TRIES));
  }

  private Instant before(Duration keep) {
    return jdbc.sql("select clock_timestamp() - make_interval(secs => :keep)")
        .param("keep", keep.toSeconds())
        .query(OffsetDateTime.class)
        .single()
        .toInstant();
  }

  private static <T> T inTransaction(TransactionTemplate transactions, Supplier<T> work) {
    return Objects.requireNonNull(transactions.execute(status -> work.get()));
  }
}
