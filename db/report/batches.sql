-- The last 20 batches of archiveRecordings: what each run reports of itself, beside what the ledger counts now.
-- psql "$DATABASE" -f db/report/batches.sql        times are UTC
select i.job_instance_id as batch,
       e.job_execution_id as run,
       date_trunc('second', e.start_time) as started,
       date_trunc('second', e.end_time - e.start_time) as took,
       e.status,
       count(b.chunk) as chunks,
       count(b.chunk) filter (where b.outcome = 'ARCHIVED') as archived,
       count(b.chunk) filter (where c.status = 'SOURCE_DELETED') as source_deleted,
       count(b.chunk) filter (where b.outcome = 'FAILED') as failed,
       count(b.chunk) filter (where b.outcome = 'LOST') as lost,
       count(b.chunk) filter (where b.outcome in ('TAKEN', 'WAITS', 'GIVEN_BACK')) as waiting,
       coalesce(sum(b.bytes), 0) as bytes,
       e.exit_message
from batch_job_instance i
join batch_job_execution e using (job_instance_id)
left join batch_chunk b on b.batch = i.job_instance_id
left join chunk c on c.id = b.chunk
where i.job_name = 'archiveRecordings'
group by i.job_instance_id, e.job_execution_id
order by i.job_instance_id desc, e.job_execution_id desc
limit 20;
