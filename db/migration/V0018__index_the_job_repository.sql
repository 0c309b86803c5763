-- Spring Batch ships no index for its foreign keys and times: with ten thousand runs each look at one batch or run read them all.
create index batch_job_execution_batch
  on batch_job_execution (job_instance_id, job_execution_id); -- report_batch, RunQueries.latestBatches; JobRepository: the last run of a batch
create index batch_job_execution_ended
  on batch_job_execution (end_time, job_execution_id) where end_time is not null; -- RunQueries.lastEnded
create index batch_job_execution_started on batch_job_execution (start_time); -- report_day
create index batch_job_execution_params_run
  on batch_job_execution_params (job_execution_id); -- Runs.abandoned, Pruning; JobRepository: the parameters of a run
create index batch_step_execution_run
  on batch_step_execution (job_execution_id, step_execution_id); -- report_run, Pruning; JobRepository: the steps of a run
create index holder_run on holder (run) where run is not null; -- report_run: which process
