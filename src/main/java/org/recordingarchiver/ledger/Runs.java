package org.recordingarchiver.ledger;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Finds in the job repository what Spring Batch itself does not look for. */
@Component
public class Runs {

  private final JdbcClient jdbc;

  Runs(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * JOB_EXECUTION_IDs of {@code job} that are not over, or of which a step is not, and that no
   * living holder works on: also UNKNOWN ones, which Spring Batch would never start again. A run
   * names its holder in a parameter before the holder names its run: {@code holder} for a new
   * batch, {@code rerunBy} for a rerun.
   */
  public List<Long> abandoned(String job) {
    return jdbc.sql(
            """
            select e.job_execution_id
            from batch_job_execution e join batch_job_instance i using (job_instance_id)
            where i.job_name = ? and e.job_execution_id in (
                select job_execution_id from batch_job_execution
                where status in ('STARTING', 'STARTED', 'STOPPING', 'UNKNOWN')
                union
                select job_execution_id from batch_step_execution
                where status in ('STARTING', 'STARTED', 'STOPPING', 'UNKNOWN'))
              and not exists (
                select 1 from holder h where h.ended_at is null
                and (h.run = e.job_execution_id
                     or exists (select 1 from batch_job_execution_params p
                                where p.job_execution_id = e.job_execution_id
                                and p.parameter_name in ('holder', 'rerunBy') and p.parameter_value = h.id::text)))
            order by e.job_execution_id
            """)
        .param(job)
        .query(Long.class)
        .list();
  }
}
