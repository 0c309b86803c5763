-- A chunk's row is written four times in its life: what the database itself holds is the same as before, for half the work.

-- Triggers that only refuse come after the write. A trigger before it would make PostgreSQL compute content_object and
-- delete_object anew each time. Those that find nothing to object to in the row alone don't call their function.
drop trigger chunk_state_machine on chunk;
drop trigger chunk_deleted_has_receipt on chunk;
drop trigger chunk_permitted_proof_stays on chunk;

create function refuse_chunk_transition() returns trigger language plpgsql as $$
begin
  raise exception 'chunk %: % can''t become %', old.id, old.status, new.status
    using errcode = 'check_violation', constraint = 'chunk_state_machine';
end $$;
create trigger chunk_state_machine after update on chunk
  for each row when (old.status <> new.status and (old.status, new.status) not in (
    ('QUEUED', 'CLAIMED'), ('FAILED', 'CLAIMED'), ('FAILED', 'QUEUED'),
    ('CLAIMED', 'QUEUED'), ('CLAIMED', 'ARCHIVED'), ('CLAIMED', 'FAILED'), ('CLAIMED', 'LOST'),
    ('ARCHIVED', 'SOURCE_DELETED'), ('ARCHIVED', 'FAILED')))
  execute function refuse_chunk_transition();
drop function hold_chunk_state_machine();

create trigger chunk_deleted_has_receipt after insert or update of status on chunk
  for each row when (new.status = 'SOURCE_DELETED') execute function refuse_deleted_without_receipt();

create trigger chunk_permitted_proof_stays after update of content_sha256, content_length, metadata_sha256, metadata_length, delete_location
  on chunk for each row when (
    (old.content_sha256, old.content_length, old.metadata_sha256, old.metadata_length, old.delete_location)
    is distinct from
    (new.content_sha256, new.content_length, new.metadata_sha256, new.metadata_length, new.delete_location))
  execute function refuse_proof_change();

-- The same without regular expressions, which took longer than the rest of an update.
alter table chunk drop constraint chunk_digests_are_sha256;
alter table chunk add constraint chunk_digests_are_sha256 check (
  octet_length(content_sha256) = 64 and ltrim(content_sha256, '0123456789abcdef') = ''
  and octet_length(metadata_sha256) = 64 and ltrim(metadata_sha256, '0123456789abcdef') = '');
