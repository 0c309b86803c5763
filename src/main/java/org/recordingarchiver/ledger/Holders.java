package org.recordingarchiver.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** Processes that hold chunks, and their heartbeats on the database clock. */
@Component
public class Holders {

  /** Taken by whoever starts or recovers a run; any number will do, as long as it stays. */
  private static final long STARTING = 7_265_636_611L;

  /** Of 15 s each (lock_timeout): longer than a session may sit idle in a transaction. */
  private static final int MOST_WAITS = 6;

  private static final Logger log = LoggerFactory.getLogger(Holders.class);

  private final JdbcClient jdbc;
  private final HolderTime time;
  private final TransactionTemplate transactions;
  private final TransactionTemplate ownTransactions;
  private final TransactionTemplate noTransaction;

  Holders(JdbcClient jdbc, HolderTime time, PlatformTransactionManager transactionManager) {
    this.jdbc = jdbc;
    this.time = time;
    this.transactions = new TransactionTemplate(transactionManager);
    this.ownTransactions = new TransactionTemplate(transactionManager);
    this.ownTransactions.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    this.noTransaction = new TransactionTemplate(transactionManager);
    this.noTransaction.setPropagationBehavior(TransactionDefinition.PROPAGATION_NOT_SUPPORTED);
  }

  /**
   * A process that has not ended, as far as the ledger knows.
   *
   * @param run JOB_EXECUTION_ID, null before it has one
   * @param batch JOB_INSTANCE_ID, null before it has one
   * @param silence time since its last heartbeat, on the database clock
   */
  public record Holder(
      long id,
      String host,
      long pid,
      @Nullable Long run,
      @Nullable Long batch,
      Instant startedAt,
      Instant heartbeatAt,
      Duration silence) {

    /** The process as messages name it. */
    public String label() {
      return "process %d on %s, started %s, last heartbeat %s"
          .formatted(pid, host, startedAt, heartbeatAt);
    }
  }

  /**
   * Runs {@code work} in a transaction while nobody else starts or recovers a run. Waits, and tries
   * anew, if another holds what it needs: a process that was frozen in a transaction has its locks
   * until the database ends its session.
   *
   * @throws PessimisticLockingFailureException if that takes longer than any session may sit idle
   */
  public <T> T whileNobodyElseStarts(Supplier<T> work) {
    for (int tries = 1; ; tries++) {
      try {
        return inStartersTurn(work);
      } catch (PessimisticLockingFailureException e) {
        if (tries == MOST_WAITS) {
          throw e;
        }
        log.debug("waiting for the locks of another process", e);
      }
    }
  }

  private <T> T inStartersTurn(Supplier<T> work) {
    T result =
        transactions.execute(status -> {
          jdbc.sql("select 1 from pg_advisory_xact_lock(?)")
              .param(STARTING)
              .query(Integer.class)
              .single();
          return work.get();
        });
    return Objects.requireNonNull(result);
  }

  /** Every holder that has not ended, oldest first. */
  public List<Holder> unended() {
    return jdbc.sql(
            """
            select id, host, pid, run,
                   coalesce(batch, (select e.job_instance_id from batch_job_execution e
                                    where e.job_execution_id = run)) as batch,
                   started_at, heartbeat_at,
                   (extract(epoch from clock_timestamp() - heartbeat_at) * 1000)::bigint as silence_ms
            from holder where ended_at is null order by id
            """)
        .query(Holders::map)
        .list();
  }

  /** Notes this process as a holder. */
  public long register(String host, long pid) {
    return register(host, pid, null);
  }

  /**
   * The same for a rerun.
   *
   * @param batch JOB_INSTANCE_ID, null for a new batch
   */
  public long register(String host, long pid, @Nullable Long batch) {
    return jdbc.sql(
            "insert into holder (host, pid, batch) values (:host, :pid, :batch) returning id")
        .param("host", host)
        .param("pid", pid)
        .param("batch", batch)
        .query(Long.class)
        .single();
  }

  /**
   * Runs {@code write} in a transaction of its own: whoever wants to declare this holder dead waits
   * for its end.
   *
   * @throws LeaseLostException if the holder was declared dead
   */
  public <T extends @Nullable Object> T whileAlive(long holder, Supplier<T> write) {
    return ownTransactions.execute(status -> {
      time.ifAlive(holder);
      return write.get();
    });
  }

  /** The same for work that wants no transaction around it, but makes its own. */
  public <T extends @Nullable Object> T besideLife(long holder, Supplier<T> work) {
    return whileAlive(holder, () -> noTransaction.execute(status -> work.get()));
  }

  /**
   * Notes which run a holder works for.
   *
   * @throws LeaseLostException if the holder was declared dead
   */
  public void beginRun(long holder, long run) {
    whileAlive(
        holder,
        () -> jdbc.sql("update holder set run = ? where id = ?").params(run, holder).update());
  }

  /**
   * Whether this holder is dead: silent for longer than the lease. Until the end of the transaction
   * around this call it can't renew its lease, nor write anything else.
   */
  public boolean isDead(long holder, Duration lease) {
    return jdbc.sql(
            """
            select clock_timestamp() - heartbeat_at > make_interval(secs => :lease) from holder
            where id = :id and ended_at is null for update
            """)
        .param("id", holder)
        .param("lease", lease.toMillis() / 1000.0)
        .query(Boolean.class)
        .optional()
        .orElse(false);
  }

  /** Renews the lease; false if the holder was declared dead meanwhile. */
  public boolean beat(long holder) {
    return jdbc.sql(
                "update holder set heartbeat_at = clock_timestamp() where id = ? and ended_at is"
                    + " null")
            .param(holder)
            .update()
        == 1;
  }

  /**
   * Ends a holder, dead or done: whatever it still holds is free, and it can write nothing more.
   *
   * @return how many chunks it held
   */
  public int end(long holder) {
    Integer freed = transactions.execute(status -> endAndFree(holder));
    return Objects.requireNonNull(freed);
  }

  private int endAndFree(long holder) {
    // Waits for what the holder is about to commit, which an update alone would not (HeldWrites).
    jdbc.sql("select id from holder where id = ? for update")
        .param(holder)
        .query(Long.class)
        .optional();
    jdbc.sql("update holder set ended_at = clock_timestamp() where id = ? and ended_at is null")
        .param(holder)
        .update();
    // Only those to be sealed are ever held, and only they have an index to be found by.
    jdbc.sql(
            """
            update recording set holder = null
            where holder = ? and status = 'OPEN' and to_seal
            """)
        .param(holder)
        .update();
    jdbc.sql("update source_deletion set holder = null where holder = ?").param(holder).update();
    return jdbc.sql(
            """
            with freed as (
              update chunk set status = 'QUEUED', holder = null, not_before = now()
              where holder = ? returning id)
            update batch_chunk b set outcome = 'GIVEN_BACK' from freed
            where b.chunk = freed.id and b.outcome = 'TAKEN'
            """)
        .param(holder)
        .update();
  }

  private static Holder map(ResultSet row, int number) throws SQLException {
    return new Holder(
        row.getLong("id"),
        row.getString("host"),
        row.getLong("pid"),
        row.getObject("run", Long.class),
        row.getObject("batch", Long.class),
        row.getObject("started_at", OffsetDateTime.class).toInstant(),
        row.getObject("heartbeat_at", OffsetDateTime.class).toInstant(),
        Duration.ofMillis(row.getLong("silence_ms")));
  }
}
