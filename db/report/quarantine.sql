-- What came whole but failed its check, and lies apart from its bag: the latest first. A chunk that was archived since
-- shows its status; the file stays as evidence.
select q.chunk,
       c.status,
       q.part,
       q.cause,
       q.length as bytes,
       date_trunc('second', q.kept_at) as kept_at,
       date_trunc('second', c.expires_at) as expires_at,
       r.recording_id,
       q.key,
       q.reason
from quarantined_file q
join chunk c on c.id = q.chunk
join recording r on r.id = c.recording
where q.accepted_at is null
order by q.kept_at desc, q.chunk, q.part;
