create table decision (
  id         bigint generated always as identity primary key,
  chunk      bigint not null references chunk,
  kind       text not null,
  status     text not null,
  cause      text,
  decided_by text not null,
  decided_at timestamptz not null default now(),
  reason     text not null,
  constraint decision_kind_known check (kind in ('ACKNOWLEDGED', 'ACCEPTED')),
  constraint decision_has_reason check (reason <> '' and decided_by <> '')
);
comment on table decision is 'What a person decided about a chunk in trouble, when and why; never changed';
comment on column decision.status is 'What the chunk was at that moment';
create index decision_chunk on decision (chunk); -- report_failure, an auditor's question

alter table quarantined_file add column accepted_at timestamptz;
comment on column quarantined_file.accepted_at is 'When it was taken into its bag; it then lies there, and not in quarantine';

alter table chunk drop constraint chunk_kept_because_known;
alter table chunk add constraint chunk_kept_because_known check (kept_because in (
  'SWITCHED_OFF', 'KEEP_SOURCE', 'NO_LOCATION', 'METADATA_MISSING', 'OTHER_OBJECT',
  'TOO_LITTLE_PROOF', 'SOURCE_EXPIRED', 'REFUSED_URL', 'NOT_OURS', 'ACCEPTED'));
alter table chunk drop constraint chunk_proof_level_known;
alter table chunk add constraint chunk_proof_level_known
  check (proof_level in ('L2', 'L3', 'L4', 'FOUND', 'ACCEPTED'));
alter table chunk add constraint chunk_accepted_stays
  check (proof_level is distinct from 'ACCEPTED' or status <> 'SOURCE_DELETED');
