package org.recordingarchiver.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.recordingarchiver.support.TestDatabase;
import org.recordingarchiver.support.TestPostgres;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;

/** Heartbeats, writes of lanes and burials, all of one holder. */
class HoldersIT {

  private final DriverManagerDataSource dataSource = dataSource();
  private final JdbcClient jdbc = JdbcClient.create(dataSource);
  private final JdbcTransactionManager transactions = new JdbcTransactionManager(dataSource);
  private final Holders holders = new Holders(jdbc, new HolderTime(jdbc), transactions);
  private final CountDownLatch begun = new CountDownLatch(1);
  private final CountDownLatch goOn = new CountDownLatch(1);

  private static DriverManagerDataSource dataSource() {
    TestDatabase database = TestPostgres.migrated();
    // Whoever waits for a lock is told at once instead.
    String options = (database.url().contains("?") ? "&" : "?") + "options=-c%20lock_timeout=1s";
    return new DriverManagerDataSource(
        database.url() + options, database.user(), database.password());
  }

  /** Busy lanes always have such a write under way. */
  @Test
  void beatsWhileALaneWrites() throws InterruptedException {
    long holder = holders.register("here", 1);
    CompletableFuture<Void> write = startWriting(holder);

    boolean alive = holders.beat(holder);

    assertThat(alive).isTrue();
    goOn.countDown();
    write.join();
  }

  @Test
  void endsAHolderOnlyBetweenItsWrites() throws InterruptedException {
    long holder = holders.register("here", 1);
    CompletableFuture<Void> write = startWriting(holder);
    CompletableFuture<Integer> end =
        CompletableFuture.supplyAsync(() -> retrying(holder), Thread::startVirtualThread);
    await().until(() -> waitsForALock() || end.isDone());
    assertThat(end).isNotDone();

    goOn.countDown();

    write.join();
    assertThat(end.join()).isZero();
    assertThat(holders.beat(holder)).isFalse();
  }

  private int retrying(long holder) {
    while (true) {
      try {
        return holders.end(holder);
      } catch (DataAccessException e) {
        assertThat(e).hasMessageContaining("lock timeout");
      }
    }
  }

  private boolean waitsForALock() {
    return jdbc.sql(
                """
                select count(*) from pg_stat_activity
                where datname = current_database() and wait_event_type = 'Lock'
                """)
            .query(Long.class)
            .single()
        > 0;
  }

  private CompletableFuture<Void> startWriting(long holder) throws InterruptedException {
    CompletableFuture<Void> write =
        CompletableFuture.runAsync(
            () -> holders.whileAlive(holder, this::waitWithinTheWrite), Thread::startVirtualThread);
    begun.await();
    return write;
  }

  private boolean waitWithinTheWrite() {
    begun.countDown();
    try {
      goOn.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    return true;
  }
}
