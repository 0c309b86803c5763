-- Archived, but still at the source: which chunks, and why. What is not deleted on purpose names its reason; what is
-- merely not deleted yet says what it waits for. ACS drops each of them by itself at expires_at.
select coalesce(c.kept_because,
                case
                  when r.status = 'OPEN' then 'waits: the recording is not sealed'
                  when d.chunk is null then 'waits: no permit yet'
                  else 'waits: DELETE had no success yet'
                end) as reason,
       c.id as chunk,
       date_trunc('second', c.archived_at) as archived_at,
       date_trunc('second', c.expires_at) as expires_at,
       c.content_length as bytes,
       r.recording_id,
       c.document_id,
       concat_ws(': ', d.cause, coalesce(d.message, r.seal_message)) as message
from chunk c
join recording r on r.id = c.recording
left join source_deletion d on d.chunk = c.id
where c.status = 'ARCHIVED'
order by reason, c.id;
