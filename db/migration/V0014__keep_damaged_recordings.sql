create table quarantined_file (
  chunk    bigint not null references chunk,
  store    text not null references archive_store,
  key      text not null,
  part     text not null,
  sha256   text not null,
  length   bigint not null,
  cause    text not null,
  reason   text not null,
  kept_at  timestamptz not null default now(),
  holder   bigint not null references holder,
  primary key (chunk, store, key),
  constraint quarantined_file_part_known check (part in ('CONTENT', 'METADATA')),
  constraint quarantined_file_digest_is_sha256 check (sha256 ~ '^[0-9a-f]{64}$'),
  constraint quarantined_file_is_not_empty check (length > 0)
);
comment on table quarantined_file is 'What came whole but is not what a recording should be, kept apart from its bag: a damaged recording is better than none';
comment on column quarantined_file.reason is 'What was found wrong with it';

create index chunk_warned on chunk (id) where proof_warning is not null; -- status, db/report/warnings.sql

create table paused_resource (
  resource  text primary key,
  paused_at timestamptz not null default now(),
  holder    bigint not null references holder,
  message   text not null
);
comment on table paused_resource is 'Resources that refused our key for several chunks in a row: the next run sends them one probe, and all else only if it succeeds';
