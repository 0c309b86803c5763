package org.recordingarchiver.chaos;

import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;

/** Lets the product put right what a storm has left, with nothing but its usual command. */
final class Calm {

  /** Far more than are needed: retries wait up to a second, a lease lasts five. */
  private static final int MOST_RUNS = 15;

  private static final String UNFINISHED =
      """
      select 'chunk ' || document_id || ' ' || status from chunk
      where status not in ('SOURCE_DELETED', 'LOST')
      union all
      select 'recording ' || id || ' ' || status from recording where to_seal
      union all
      select 'holder ' || id from holder where ended_at is null
      """;

  private static final String FRESH =
      """
      select count(*) from holder
      where ended_at is null and heartbeat_at > clock_timestamp() - interval '5 seconds'
      """;

  private Calm() {}

  /** Runs {@code archive} until there is nothing left to do. */
  static void settle(World world) {
    List<String> left = unfinished(world);
    for (int runs = 0; runs < MOST_RUNS && (runs == 0 || !left.isEmpty()); runs++) {
      awaitLeases(world);
      world.reap(world.start("archive"));
      left = unfinished(world);
    }
    if (!left.isEmpty()) {
      world.protocol().object("after " + MOST_RUNS + " quiet runs there is still left: " + left);
    }
  }

  /** All are dead, but a run that starts before their leases are over can't know that. */
  private static void awaitLeases(World world) {
    Awaitility.await()
        .forever()
        .pollInterval(Duration.ofSeconds(1))
        .until(() -> world.ledger().look(rows -> rows.sql(FRESH).query(Long.class).single()) == 0);
  }

  private static List<String> unfinished(World world) {
    return world.ledger().look(rows -> rows.sql(UNFINISHED).query(String.class).list());
  }
}
