package org.recordingarchiver.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Tries that archived nothing, the oldest first. Those of a chunk that is not archived tell why;
 * those of a chunk that a person accepted, that was found after its source was gone, or that has no
 * metadata, are why: they stay.
 */
final class OldTries {

  private static final String OLD =
      """
      with old as materialized (
        select a.chunk, a.number, a.ended_at,
               c.status in ('ARCHIVED', 'SOURCE_DELETED') and c.proof_level not in ('ACCEPTED', 'FOUND')
                 and c.metadata_sha256 is not null as needless
        from (
          select chunk, number, ended_at from attempt
          where outcome <> 'ARCHIVED' and ended_at < :before
            and (ended_at, chunk, number) > (:time, :chunk, :number)
          order by ended_at, chunk, number limit :most) a
        join chunk c on c.id = a.chunk)\
      """;

  private static final String COUNT = OLD + ", gone as (select 1 from old where needless)";

  private static final String REMOVE =
      OLD
          + """
          , gone as (
            delete from attempt a using old
            where old.needless and a.chunk = old.chunk and a.number = old.number
            returning a.ended_at, a.outcome),
          days as (
            insert into pruned_day (day, tries, failed)
            select (ended_at at time zone 'UTC')::date, count(*), count(*) filter (where outcome = 'FAILED')
            from gone group by 1 order by 1
            on conflict (day) do update
            set tries = pruned_day.tries + excluded.tries, failed = pruned_day.failed + excluded.failed)\
          """;

  private static final String RESULT =
      """

      select (select count(*) from gone) as gone,
             (select count(*) from old where not needless) as kept,
             (select count(*) from old) as found, last.*
      from (values (1)) one left join lateral (
        select ended_at, chunk, number from old order by ended_at desc, chunk desc, number desc limit 1) last on true\
      """;

  private final JdbcClient jdbc;

  OldTries(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** A try in the order of their ends. */
  record Place(OffsetDateTime time, long chunk, long number) {}

  /** What a portion removes, and where the next begins. */
  record Portion(long tries, long kept, Place last, boolean isLast) {

    static Portion none() {
      return new Portion(0, 0, new Place(OffsetDateTime.MIN, 0, 0), false);
    }
  }

  Portion count(Instant before, Place after, int most) {
    return portion(COUNT, before, after, most);
  }

  Portion remove(Instant before, Place after, int most) {
    return portion(REMOVE, before, after, most);
  }

  private Portion portion(String sql, Instant before, Place after, int most) {
    return jdbc.sql(sql + RESULT)
        .param("before", before.atOffset(ZoneOffset.UTC))
        .param("time", after.time())
        .param("chunk", after.chunk())
        .param("number", after.number())
        .param("most", most)
        .query((row, number) -> portion(row, after, most))
        .single();
  }

  private static Portion portion(ResultSet row, Place after, int most) throws SQLException {
    boolean isLast = row.getLong("found") < most;
    Place last =
        isLast
            ? after
            : new Place(
                row.getObject("ended_at", OffsetDateTime.class),
                row.getLong("chunk"),
                row.getLong("number"));
    return new Portion(row.getLong("gone"), row.getLong("kept"), last, isLast);
  }
}
