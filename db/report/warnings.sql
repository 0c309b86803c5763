-- Archived, but with something that a person should know of the copy, such as a duration that disagrees: the latest first.
select c.id as chunk,
       c.status,
       c.proof_level,
       date_trunc('second', c.archived_at) as archived_at,
       c.content_length as bytes,
       r.recording_id,
       c.document_id,
       c.proof_warning as warning
from chunk c
join recording r on r.id = c.recording
where c.proof_warning is not null
order by c.archived_at desc, c.id;
