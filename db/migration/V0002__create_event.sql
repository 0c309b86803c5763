-- Accepted means durable: every event as received, and every body that could not be read.
create table recording (
  id                bigint generated always as identity primary key,
  key_digest        bytea not null,
  resource          text not null,
  recording_id      text,
  call_id           text,
  server_call_id    text,
  started_at        timestamptz,
  duration_ms       bigint,
  content_type      text,
  channel_type      text,
  format_type       text,
  session_end_reason text,
  status            text not null default 'OPEN',
  revision          bigint not null default 0,
  to_seal           boolean not null default false,
  holder            bigint,
  fence             bigint not null default 0,
  seal_message      text,
  manifest_sha256   text,
  sealed_at         timestamptz,
  created_at        timestamptz not null default now(),
  constraint recording_once unique (key_digest),
  constraint recording_key_is_sha256 check (octet_length(key_digest) = 32),
  constraint recording_status_known check (status in ('OPEN', 'SEALED')),
  constraint recording_sealed_has_manifest
    check (status <> 'SEALED' or (sealed_at is not null and manifest_sha256 is not null)),
  constraint recording_sealed_is_held_by_nobody check (status <> 'SEALED' or holder is null)
);
comment on table recording is 'What one recordingId names: 1..n chunks of one call';
comment on column recording.key_digest is 'SHA-256 of resource and recordingId, else callId and start: ids from outside can be of any length';
comment on column recording.revision is 'Grows with every change that its bag must show; sealing commits only what it saw';
comment on column recording.to_seal is 'Something was archived since the bag was last sealed';

create table event (
  id          bigint generated always as identity primary key,
  identity    bytea not null,
  event_id    text not null,
  source      text not null,
  type        text not null,
  envelope    text not null,
  subject     text,
  event_time  timestamptz,
  body        bytea not null,
  body_json   jsonb not null,
  body_sha256 text not null,
  recording   bigint references recording,
  received_at timestamptz not null default now(),
  constraint event_once unique (identity),
  constraint event_identity_is_sha256 check (octet_length(identity) = 32),
  constraint event_body_digest_is_sha256 check (body_sha256 ~ '^[0-9a-f]{64}$'),
  constraint event_envelope_known check (envelope in ('EVENT_GRID', 'CLOUD_EVENTS'))
);
comment on table event is 'An event as received; unique by source, event_id and the digest of its body';
create index event_recording on event (recording) where recording is not null; -- RecordingsToSeal.events

create table rejected_event (
  id          bigint generated always as identity primary key,
  body_sha256 text not null,
  body        bytea not null,
  origin      text not null,
  reason      text not null,
  received_at timestamptz not null default now(),
  constraint rejected_event_once unique (body_sha256, origin)
);
comment on table rejected_event is 'A body we could not read, raw: nothing sent to us is lost';
