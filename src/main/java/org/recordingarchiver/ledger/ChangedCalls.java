package org.recordingarchiver.ledger;

import java.util.List;
import java.util.Objects;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Calls that changed since the bags of their recordings were last looked at.
 *
 * <p>An event marks its call in the transaction that keeps it. Taking the mark away and reopening
 * the call's sealed recordings is one transaction too, so a call event is either in what the next
 * seal reads, or its mark is still there.
 */
@Component
public class ChangedCalls {

  private static final int GROUP = 1_000;

  private final JdbcClient jdbc;
  private final HolderTime time;
  private final TransactionTemplate transactions;

  ChangedCalls(JdbcClient jdbc, HolderTime time, PlatformTransactionManager transactions) {
    this.jdbc = jdbc;
    this.time = time;
    this.transactions = new TransactionTemplate(transactions);
    this.transactions.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
  }

  /** How many sealed recordings {@link #reopenRecordings} would reopen. */
  public long recordings() {
    return jdbc.sql(
            "select count(*) from (%s) o"
                .formatted(RecordedCalls.PAIRS.formatted("c.to_show and r.status = 'SEALED'")))
        .query(Long.class)
        .single();
  }

  /**
   * Opens the sealed recordings of all changed calls, so that they are sealed again and their bags
   * show the call as it is known now. Their payload stays as it is. So are those that someone is
   * sealing: they may have been read before the call changed.
   *
   * @return how many were opened
   * @throws LeaseLostException if the holder was declared dead
   */
  public int reopenRecordings(long holder) {
    int reopened = 0;
    Group group;
    do {
      group = Objects.requireNonNull(transactions.execute(status -> reopenGroup(holder)));
      reopened += group.recordings();
    } while (group.calls() == GROUP);
    return reopened;
  }

  private record Group(int calls, int recordings) {}

  // Whoever adds to a call right now leaves its mark behind; the next run sees it.
  private Group reopenGroup(long holder) {
    time.ifAlive(holder);
    List<Long> calls =
        jdbc.sql(
                """
                select id from call where to_show order by id limit :group
                for no key update skip locked
                """)
            .param("group", GROUP)
            .query(Long.class)
            .list();
    if (calls.isEmpty()) {
      return new Group(0, 0);
    }
    int recordings = reopen(calls);
    jdbc.sql("update call set to_show = false where id in (:calls)").param("calls", calls).update();
    return new Group(calls.size(), recordings);
  }

  private int reopen(List<Long> calls) {
    List<Long> recordings =
        jdbc.sql(
                """
                select r.id from recording r
                where r.id in (select o.recording from (%s) o)
                  and (r.status = 'SEALED' or r.holder is not null)
                order by r.key_digest for no key update of r
                """
                    .formatted(RecordedCalls.PAIRS.formatted("c.id in (:calls)")))
            .param("calls", calls)
            .query(Long.class)
            .list();
    return recordings.isEmpty()
        ? 0
        : jdbc.sql(
                """
                update recording set status = 'OPEN', to_seal = true, revision = revision + 1
                where id in (:recordings)
                """)
            .param("recordings", recordings)
            .update();
  }
}
