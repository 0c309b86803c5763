package org.recordingarchiver.ledger;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Batches whose runs are old, in the order of their numbers. A batch goes with all its runs, since
 * a restart looks for steps in earlier ones too.
 */
final class OldRuns {

  /** With each old one: whether nobody needs it any more. */
  private static final String OLD =
      """
      select i.id, not exists (
          select 1 from batch_step_execution s
          join batch_job_execution e on e.job_execution_id = s.job_execution_id
          where e.job_instance_id = i.id and s.status in ('STARTING', 'STARTED', 'STOPPING', 'UNKNOWN'))
        and not exists (
          select 1 from holder h where h.ended_at is null and (h.batch = i.id or h.run in (
            select e.job_execution_id from batch_job_execution e where e.job_instance_id = i.id)))
        and i.id <> (select max(job_instance_id) from batch_job_instance where job_name = :job)
        and i.id is distinct from (
          select e.job_instance_id from batch_job_execution e
          join batch_job_instance j on j.job_instance_id = e.job_instance_id
          where j.job_name = :job and e.end_time is not null
          order by e.end_time desc, e.job_execution_id desc limit 1)
        and not exists (
          select 1 from batch_chunk b
          join chunk c on c.id = b.chunk
          join recording r on r.id = c.recording
          where b.batch = i.id and not (
            c.status = 'SOURCE_DELETED'
            or c.status = 'ARCHIVED' and c.kept_because is not null and r.status = 'SEALED'
            or c.status in ('FAILED', 'LOST') and c.acknowledged_at is not null)) as needless
      from unnest(:batches) i (id)
      where exists (select 1 from batch_job_execution e where e.job_instance_id = i.id)
        and not exists (
          select 1 from batch_job_execution e where e.job_instance_id = i.id
            and (e.end_time is null or e.end_time >= cast(:before as timestamptz) at time zone 'UTC'
                 or e.status in ('STARTING', 'STARTED', 'STOPPING', 'UNKNOWN')))
      order by i.id\
      """;

  private static final String NEXT =
      """
      select job_instance_id from batch_job_instance
      where job_name = :job and job_instance_id > :after order by job_instance_id limit :most\
      """;

  private static final String DAYS =
      """
      insert into pruned_day (day, runs, failed_runs)
      select start_time::date, count(*), count(*) filter (where status <> 'COMPLETED')
      from batch_job_execution where job_execution_id = any (:ids) and start_time is not null
      group by start_time::date order by start_time::date
      on conflict (day) do update
      set runs = pruned_day.runs + excluded.runs, failed_runs = pruned_day.failed_runs + excluded.failed_runs\
      """;

  private final JdbcClient jdbc;

  OldRuns(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** What a portion removes, and where the next begins. */
  record Portion(long batches, long runs, long steps, long kept, long last, boolean isLast) {

    static Portion none() {
      return new Portion(0, 0, 0, 0, Long.MIN_VALUE, false);
    }
  }

  /** Batches that can go, and all their runs. */
  record Found(List<Long> batches, List<Long> runs, Portion portion) {}

  private record Old(long batch, boolean needless) {}

  /** Of the next batches after that one. */
  Found find(String job, Instant before, long after, int most) {
    List<Long> next =
        jdbc.sql(NEXT)
            .param("job", job)
            .param("after", after)
            .param("most", most)
            .query(Long.class)
            .list();
    List<Old> old =
        jdbc.sql(OLD)
            .param("job", job)
            .param("batches", Column.number(next, id -> id))
            .param("before", before.atOffset(ZoneOffset.UTC))
            .query((row, number) -> new Old(row.getLong("id"), row.getBoolean("needless")))
            .list();
    List<Long> batches = old.stream().filter(Old::needless).map(Old::batch).toList();
    List<Long> runs =
        ids(
            "select job_execution_id from batch_job_execution where job_instance_id = any (:ids)",
            batches);
    long steps =
        ids("select count(*) from batch_step_execution where job_execution_id = any (:ids)", runs)
            .getFirst();
    Portion portion =
        new Portion(
            batches.size(),
            runs.size(),
            steps,
            (long) old.size() - batches.size(),
            next.isEmpty() ? after : next.getLast(),
            next.size() < most);
    return new Found(batches, runs, portion);
  }

  /** Removes them in the transaction that is open. */
  Portion remove(Found found) {
    if (!found.batches().isEmpty()) {
      change(DAYS, found.runs());
      change(
          """
          delete from batch_step_execution_context c using batch_step_execution s
          where s.step_execution_id = c.step_execution_id and s.job_execution_id = any (:ids)\
          """,
          found.runs());
      change("delete from batch_step_execution where job_execution_id = any (:ids)", found.runs());
      change(
          "delete from batch_job_execution_context where job_execution_id = any (:ids)",
          found.runs());
      change(
          "delete from batch_job_execution_params where job_execution_id = any (:ids)",
          found.runs());
      change("delete from batch_job_execution where job_execution_id = any (:ids)", found.runs());
      change("delete from batch_chunk where batch = any (:ids)", found.batches());
      change("delete from batch_job_instance where job_instance_id = any (:ids)", found.batches());
    }
    return found.portion();
  }

  private List<Long> ids(String sql, List<Long> of) {
    return jdbc.sql(sql).param("ids", Column.number(of, id -> id)).query(Long.class).list();
  }

  private void change(String sql, List<Long> of) {
    jdbc.sql(sql).param("ids", Column.number(of, id -> id)).update();
  }
}
