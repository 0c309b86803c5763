-- A dead run can leave a step unfinished in a job that is over: recovery looks for both without reading every run there was.
create index batch_step_execution_unfinished on batch_step_execution (job_execution_id)
  where status in ('STARTING', 'STARTED', 'STOPPING', 'UNKNOWN'); -- Runs.abandoned
