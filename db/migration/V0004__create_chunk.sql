-- The life of a chunk (DESIGN section 4), held by the database itself.
create function source_object(location text) returns text
  language sql immutable parallel safe
  return coalesce(
    substring(location from '/objects/([^/?#]+)'),
    regexp_replace(location, '^[A-Za-z][A-Za-z0-9+.-]*://[^/]*', ''));
comment on function source_object is 'The object that a location names, whatever host serves it: ACS uses several hosts for one object';

create table chunk (
  id                bigint generated always as identity primary key,
  recording         bigint not null references recording,
  event             bigint not null references event,
  key_digest        bytea not null,
  resource          text not null,
  document_id       text not null,
  chunk_index       bigint not null,
  end_reason        text,
  content_location  text,
  metadata_location text,
  delete_location   text,
  content_object    text generated always as (source_object(content_location)) stored,
  delete_object     text generated always as (source_object(delete_location)) stored,
  status            text not null default 'QUEUED',
  cause             text,
  message           text,
  holder            bigint references holder,
  fence             bigint not null default 0,
  attempts          integer not null default 0,
  bad_answers       integer not null default 0,
  not_before        timestamptz default now(),
  expires_at        timestamptz not null,
  lost_after        timestamptz not null,
  keep_source       boolean not null default false,
  kept_because      text,
  content_sha256    text,
  content_length    bigint,
  metadata_sha256   text,
  metadata_length   bigint,
  total_confirmed   boolean,
  proof_level       text,
  proof_warning     text,
  archived_at       timestamptz,
  deleted_at        timestamptz,
  acknowledged_at   timestamptz,
  acknowledged_by   text,
  acknowledged_why  text,
  created_at        timestamptz not null default now(),
  constraint chunk_once unique (key_digest),
  constraint chunk_key_is_sha256 check (octet_length(key_digest) = 32),
  constraint chunk_status_known
    check (status in ('QUEUED', 'CLAIMED', 'ARCHIVED', 'SOURCE_DELETED', 'FAILED', 'LOST')),
  constraint chunk_cause_known check (cause in (
    'UNREACHABLE', 'THROTTLED', 'SOURCE_ERROR', 'UNAUTHORIZED', 'NOT_FOUND', 'EXPIRED', 'REFUSED_URL',
    'NO_LOCATION', 'NOT_OURS', 'EMPTY', 'TRUNCATED', 'NOT_MEDIA', 'MEDIA_DAMAGED', 'METADATA_MISMATCH',
    'STORE_FULL', 'STORE_FAILED', 'READ_BACK_MISMATCH', 'CONFLICT')),
  constraint chunk_kept_because_known check (kept_because in (
    'SWITCHED_OFF', 'KEEP_SOURCE', 'NO_LOCATION', 'METADATA_MISSING', 'OTHER_OBJECT',
    'TOO_LITTLE_PROOF', 'SOURCE_EXPIRED', 'REFUSED_URL', 'NOT_OURS')),
  constraint chunk_claimed_has_holder check ((status = 'CLAIMED') = (holder is not null)),
  constraint chunk_queued_has_its_time check (status <> 'QUEUED' or not_before is not null),
  constraint chunk_failed_has_cause check (status not in ('FAILED', 'LOST') or cause is not null),
  constraint chunk_archived_has_proof check (
    status not in ('ARCHIVED', 'SOURCE_DELETED')
    or (content_sha256 is not null and content_length > 0 and total_confirmed is not null
        and proof_level is not null and archived_at is not null)),
  constraint chunk_metadata_proof_is_whole check ((metadata_sha256 is null) = (metadata_length is null)),
  constraint chunk_deleted_has_metadata_proof
    check (status <> 'SOURCE_DELETED' or (metadata_sha256 is not null and deleted_at is not null)),
  constraint chunk_digests_are_sha256
    check (content_sha256 ~ '^[0-9a-f]{64}$' and metadata_sha256 ~ '^[0-9a-f]{64}$'),
  constraint chunk_proof_level_known check (proof_level in ('L2', 'L3', 'L4', 'FOUND')),
  constraint chunk_kept_is_archived check (kept_because is null or status = 'ARCHIVED'),
  constraint chunk_keep_source_stays check (not keep_source or status <> 'SOURCE_DELETED')
);
comment on table chunk is 'One file of a recording: its place in the queue, its status and its proof';
comment on column chunk.bad_answers is 'Attempts whose cause lay in the answer itself: these alone are bounded by archiver.retry.attempts';
comment on column chunk.not_before is 'When it may be tried again; null on FAILED: never by itself';
comment on column chunk.lost_after is 'Not before this moment does a 404 mean LOST';
comment on column chunk.kept_because is 'Why an ARCHIVED chunk''s source is not deleted';
comment on column chunk.total_confirmed is 'An answer named the total length, or a second fetch was equal';

create index chunk_queue on chunk (expires_at) where status = 'QUEUED'; -- ChunkQueue.claim
create index chunk_failed on chunk (not_before) where status = 'FAILED'; -- ChunkQueue.claim (now and then), status
create index chunk_lost on chunk (id) where status = 'LOST'; -- status
create index chunk_held on chunk (holder) where holder is not null; -- Holders.bury
create index chunk_recording on chunk (recording); -- RecordingsToSeal
create index chunk_to_delete on chunk (id) where status = 'ARCHIVED' and kept_because is null; -- SourceDeletions.due
create index chunk_kept on chunk (kept_because) where status = 'ARCHIVED' and kept_because is not null; -- status, SourceDeletions.release
create index chunk_object on chunk using hash (content_object)
  where status in ('QUEUED', 'CLAIMED', 'FAILED'); -- refuse_permit_without_proof

create table chunk_alternate (
  chunk             bigint not null references chunk,
  digest            bytea not null,
  content_location  text,
  metadata_location text,
  event             bigint not null references event,
  primary key (chunk, digest)
);
comment on table chunk_alternate is 'Other URLs that later events named for a chunk: tried after a failure, never used to delete';

create function hold_chunk_state_machine() returns trigger language plpgsql as $$
begin
  if old.status = new.status or (old.status, new.status) in (
       ('QUEUED', 'CLAIMED'), ('FAILED', 'CLAIMED'), ('FAILED', 'QUEUED'),
       ('CLAIMED', 'QUEUED'), ('CLAIMED', 'ARCHIVED'), ('CLAIMED', 'FAILED'), ('CLAIMED', 'LOST'),
       ('ARCHIVED', 'SOURCE_DELETED'), ('ARCHIVED', 'FAILED')) then
    return new;
  end if;
  raise exception 'chunk %: % can''t become %', old.id, old.status, new.status
    using errcode = 'check_violation', constraint = 'chunk_state_machine';
end $$;
create trigger chunk_state_machine before update of status on chunk
  for each row execute function hold_chunk_state_machine();
