-- No delete without proof: the database itself refuses a permit that lacks it.
create table archive_copy (
  chunk           bigint not null references chunk,
  store           text not null references archive_store,
  content_key     text not null,
  content_sha256  text not null,
  content_length  bigint not null,
  metadata_key    text,
  metadata_sha256 text,
  metadata_length bigint,
  read_back_at    timestamptz not null default now(),
  holder          bigint not null references holder,
  primary key (chunk, store),
  constraint archive_copy_metadata_is_whole check (
    (metadata_key is null) = (metadata_sha256 is null) and (metadata_key is null) = (metadata_length is null))
);
comment on table archive_copy is 'Where a chunk''s bytes are, as read back from there';

create table source_deletion (
  chunk           bigint primary key references chunk,
  url             text not null,
  content_sha256  text not null,
  metadata_sha256 text not null,
  holder          bigint references holder,
  permitted_at    timestamptz not null default now(),
  attempts        integer not null default 0,
  not_before      timestamptz not null default now(),
  cause           text,
  message         text,
  receipt_status  integer,
  receipt_at      timestamptz,
  constraint source_deletion_receipt_is_whole check ((receipt_status is null) = (receipt_at is null)),
  constraint source_deletion_receipt_means_gone check (receipt_status in (200, 204, 404, 410))
);
comment on table source_deletion is 'The permit, committed before a DELETE is sent, then its receipt';
create index source_deletion_open on source_deletion (chunk) where receipt_at is null; -- SourceDeletions.due
create index source_deletion_held on source_deletion (holder) where holder is not null; -- Holders.bury

create function refuse_permit_without_proof() returns trigger language plpgsql as $$
declare
  c chunk%rowtype;
  missing text;
begin
  select * into c from chunk where id = new.chunk for update;
  missing := case
    when c.id is null then 'the chunk'
    when c.status <> 'ARCHIVED' then 'status ARCHIVED (it is ' || c.status || ')'
    when c.metadata_sha256 is null then 'proof of the metadata'
    when not c.total_confirmed then 'a confirmed total length'
    when c.keep_source or c.kept_because is not null then 'leave: its source is to be kept'
    when c.delete_location is distinct from new.url then 'the exact URL of the event'
    when c.content_sha256 <> new.content_sha256 or c.metadata_sha256 <> new.metadata_sha256
      then 'equal digests'
    when not exists (
      select 1 from recording r where r.id = c.recording and r.status = 'SEALED') then 'a sealed recording'
    when not exists (
      select 1 from archive_copy a
      where a.chunk = c.id and a.content_sha256 = c.content_sha256
        and a.content_length = c.content_length
        and a.metadata_sha256 = c.metadata_sha256 and a.metadata_length = c.metadata_length)
      then 'an archived copy read back equal'
    when exists (
      select 1 from chunk o
      where o.content_object = c.delete_object and o.id <> c.id
        and o.status in ('QUEUED', 'CLAIMED', 'FAILED'))
      then 'sole use: another unarchived chunk lives at that object'
  end;
  if missing is not null then
    raise exception 'chunk %: no permit to delete its source without %', new.chunk, missing
      using errcode = 'check_violation', constraint = 'source_deletion_has_proof';
  end if;
  return new;
end $$;
create trigger source_deletion_has_proof before insert or update of chunk, url, content_sha256, metadata_sha256
  on source_deletion for each row execute function refuse_permit_without_proof();

create function refuse_deleted_without_receipt() returns trigger language plpgsql as $$
begin
  if not exists (
    select 1 from source_deletion d where d.chunk = new.id and d.receipt_at is not null) then
    raise exception 'chunk %: not SOURCE_DELETED without a receipt', new.id
      using errcode = 'check_violation', constraint = 'chunk_deleted_has_receipt';
  end if;
  return new;
end $$;
create trigger chunk_deleted_has_receipt before insert or update of status on chunk
  for each row when (new.status = 'SOURCE_DELETED') execute function refuse_deleted_without_receipt();

create function refuse_proof_change() returns trigger language plpgsql as $$
begin
  if exists (select 1 from source_deletion d where d.chunk = old.id) then
    raise exception 'chunk %: its proof can''t change, a permit was given on it', old.id
      using errcode = 'check_violation', constraint = 'chunk_permitted_proof_stays';
  end if;
  return new;
end $$;
create trigger chunk_permitted_proof_stays before update of content_sha256, content_length, metadata_sha256, metadata_length, delete_location
  on chunk for each row when (
    (old.content_sha256, old.content_length, old.metadata_sha256, old.metadata_length, old.delete_location)
    is distinct from
    (new.content_sha256, new.content_length, new.metadata_sha256, new.metadata_length, new.delete_location))
  execute function refuse_proof_change();
