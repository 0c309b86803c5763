-- A running process and its heartbeat on the database clock; and the store that this ledger belongs to.
create table holder (
  id           bigint generated always as identity primary key,
  host         text not null,
  pid          bigint not null,
  run          bigint,
  started_at   timestamptz not null default now(),
  heartbeat_at timestamptz not null default now(),
  ended_at     timestamptz
);
comment on table holder is 'A process that holds chunks; dead once its heartbeat is older than the lease';
create index holder_not_ended on holder (heartbeat_at) where ended_at is null; -- Holders.unended

alter table recording add constraint recording_holder foreign key (holder) references holder;
create index recording_to_seal on recording (id) where status = 'OPEN' and to_seal; -- RecordingsToSeal.claim
create index recording_held on recording (holder) where holder is not null; -- Holders.bury

create table archive_store (
  id         text primary key,
  location   text not null,
  first_seen timestamptz not null default now()
);
comment on table archive_store is 'The stores this ledger knows, by the id in their marker file';
