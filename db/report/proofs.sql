-- The evidence for what was archived last: 50 chunks. For an auditor's question put its condition in place of the one below:
--   where p.chunk = 41      where p.recording = 7      (`find --json` shows both numbers of a call's recordings)
select p.chunk,
       p.status,
       p.recording_id,
       p.call_id,
       p.document_id,
       p.announced_at,
       p.fetched_at,
       p.run,
       p.host,
       p.content_sha256,
       p.content_length,
       p.proof_level,
       p.proof_warning,
       p.content_key,
       p.read_back_at,
       p.sealed_at,
       p.kept_because,
       p.permitted_at,
       p.receipt_status,
       p.receipt_at,
       p.decision,
       p.decided_by,
       p.reason
from report_proof p
where p.chunk in (select chunk from archive_copy order by read_back_at desc limit 50)
order by p.read_back_at desc, p.chunk;
