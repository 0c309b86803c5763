-- Why chunks are not done: every chunk that is FAILED, LOST, waits after a failed try, or can't be sealed or deleted, with
-- its last ten tries. A chunk leaves this list when it is done; acknowledged ones come last.
-- Of one batch: join batch_chunk b on b.chunk = f.chunk and b.batch = 7. By cause: failure-causes.sql
select f.chunk,
       f.status,
       f.cause,
       f.attempts,
       date_trunc('second', f.expires_at) as expires_at,
       date_trunc('second', f.next_attempt_at) as next_try,
       f.batch,
       f.quarantined,
       f.acknowledged_by,
       f.acknowledged_why,
       f.recording_id,
       f.call_id,
       f.document_id,
       date_trunc('second', a.started_at) as tried_at,
       a.ended_at - a.started_at as took,
       coalesce(a.outcome, f.status) as outcome,
       coalesce(a.message, f.message) as message
from report_failure f
left join lateral (
  select started_at, ended_at, outcome, coalesce(cause || ': ', '') || message as message
  from attempt where attempt.chunk = f.chunk order by number desc limit 10) a on true
order by f.acknowledged_at is not null, f.status = 'LOST' desc, f.expires_at, f.chunk, a.started_at desc;
