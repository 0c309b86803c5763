-- A ledger of :size chunks in batches of 1,000, of which :due are due and the others over.
-- Set :due to the size for a ledger of which all is pending. What came first is due first, unless :scattered.
set session_replication_role = replica;
insert into holder (id, host, pid, ended_at) overriding system value values (1000000, 'bench', 1, now());
insert into archive_store (id, location) values ('s', '/archive');
insert into recording (id, key_digest, resource, recording_id, call_id, status, sealed_at, manifest_sha256)
overriding system value
select n, sha256(('r' || n)::bytea), 'acs', 'recording-' || n, 'call-' || n,
       case when n <= :due then 'OPEN' else 'SEALED' end, case when n > :due then now() end,
       case when n > :due then repeat('0', 64) end
from generate_series(1, :size) n;
insert into chunk (id, recording, event, key_digest, resource, document_id, chunk_index, status, cause,
  content_location, metadata_location, delete_location, expires_at, lost_after, not_before,
  content_sha256, content_length, metadata_sha256, metadata_length, total_confirmed, proof_level, archived_at, deleted_at)
overriding system value
select n, n, 1, sha256(('c' || n)::bytea), 'acs', '0-wus-d1-' || md5(n::text), 0,
  case when n <= :due then 'QUEUED' else 'SOURCE_DELETED' end, null,
  'https://storage.asm.skype.com/v1/objects/0-wus-d1-' || md5(n::text) || '/content/video',
  'https://storage.asm.skype.com/v1/objects/0-wus-d1-' || md5(n::text) || '/content/acsmetadata',
  'https://storage.asm.skype.com/v1/objects/0-wus-d1-' || md5(n::text),
  now() + case when :scattered then n % 86400 else n * 86400.0 / :size end * interval '1 second', now() + interval '26 hours', now(),
  case when n > :due then repeat('0', 64) end, case when n > :due then 1 end,
  case when n > :due then repeat('0', 64) end, case when n > :due then 1 end,
  case when n > :due then true end, case when n > :due then 'L3' end,
  case when n > :due then now() end, case when n > :due then now() end
from generate_series(1, :size) n;
insert into batch_job_instance (job_instance_id, version, job_name, job_key)
select b, 0, 'archiveRecordings', b::text from generate_series(1, 2 + :size / 1000) b;
insert into batch_job_execution (job_execution_id, version, job_instance_id, create_time, start_time, end_time, status, exit_code, exit_message, last_updated)
select b, 2, b, t, t, t + interval '1 minute', 'COMPLETED', 'COMPLETED', 'archived 1000 of 1000 chunks', t
from (select b, now() at time zone 'UTC' - (3 + :size / 1000 - b) * interval '5 minutes' as t
      from generate_series(1, 2 + :size / 1000) b) runs;
insert into batch_chunk (batch, chunk, outcome)
select 2 + id / 1000, id, 'ARCHIVED' from chunk where status = 'SOURCE_DELETED';
insert into attempt (chunk, number, batch, run, holder, started_at, ended_at, bytes, outcome)
select id, 1, 2 + id / 1000, 2 + id / 1000, 1000000, now(), now(), 1, 'ARCHIVED' from chunk where status = 'SOURCE_DELETED';
insert into source_deletion (chunk, url, content_sha256, metadata_sha256, receipt_status, receipt_at)
select id, delete_location, repeat('0', 64), repeat('0', 64), 200, now() from chunk where status = 'SOURCE_DELETED';
insert into archive_copy (chunk, store, content_key, content_sha256, content_length, holder)
select id, 's', 'acs/2026/01/05/call-' || recording || '/data/' || document_id || '.wav', repeat('0', 64), 1, 1000000
from chunk where status = 'SOURCE_DELETED';
select setval(pg_get_serial_sequence('recording', 'id'), :size + 1), setval(pg_get_serial_sequence('chunk', 'id'), :size + 1);
set session_replication_role = origin;
