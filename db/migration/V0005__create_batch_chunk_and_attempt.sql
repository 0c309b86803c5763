-- What a batch took and how each try went: the operator's answer to "why".
create table batch_chunk (
  batch    bigint not null,
  chunk    bigint not null references chunk,
  taken_at timestamptz not null default now(),
  outcome  text not null default 'TAKEN',
  cause    text,
  bytes    bigint not null default 0,
  primary key (batch, chunk),
  constraint batch_chunk_outcome_known
    check (outcome in ('TAKEN', 'ARCHIVED', 'FAILED', 'LOST', 'WAITS', 'GIVEN_BACK'))
);
comment on table batch_chunk is 'A chunk that a batch (batch_job_instance) took, and the outcome';
create index batch_chunk_chunk on batch_chunk (chunk); -- which batches took a chunk

create table attempt (
  chunk      bigint not null references chunk,
  number     bigint not null,
  batch      bigint not null,
  run        bigint not null,
  holder     bigint not null references holder,
  started_at timestamptz not null,
  ended_at   timestamptz not null default now(),
  bytes      bigint not null,
  outcome    text not null,
  cause      text,
  message    text,
  primary key (chunk, number),
  constraint attempt_outcome_known check (outcome in ('ARCHIVED', 'FAILED', 'LOST', 'WAITS', 'GIVEN_BACK'))
);
comment on table attempt is 'One try at a chunk';
comment on column attempt.number is 'The fence of the claim: grows with every try';

create index batch_job_execution_unfinished on batch_job_execution (job_execution_id)
  where status in ('STARTING', 'STARTED', 'STOPPING', 'UNKNOWN'); -- Runs.unfinished
