-- Why chunks are not archived: every chunk that is FAILED, LOST or waits after a failed try, with its last ten tries.
-- A chunk leaves this list when it is archived; acknowledged ones come last.
select c.id as chunk,
       c.status,
       c.cause,
       c.attempts,
       date_trunc('second', c.expires_at) as expires_at,
       case when c.status <> 'LOST' then date_trunc('second', c.not_before) end as next_try,
       c.acknowledged_at is not null as acknowledged,
       r.recording_id,
       r.call_id,
       c.document_id,
       date_trunc('second', a.started_at) as tried_at,
       a.ended_at - a.started_at as took,
       a.outcome,
       a.message
from chunk c
join recording r on r.id = c.recording
left join lateral (
  select started_at, ended_at, outcome, coalesce(cause || ': ', '') || message as message
  from attempt where attempt.chunk = c.id order by number desc limit 10) a on true
where c.status in ('FAILED', 'LOST') or c.status = 'QUEUED' and c.attempts > 0
order by c.acknowledged_at is not null, c.status = 'LOST' desc, c.expires_at, c.id, a.started_at desc;
