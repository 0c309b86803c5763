-- A call's timeline, merged from five event types in any order, so that a recording tells whose call it was.
create table call (
  id                bigint generated always as identity primary key,
  key_digest        bytea not null,
  resource          text not null,
  server_call_id    text,
  correlation_id    text,
  group_id          text,
  room_id           text,
  is_two_party      boolean,
  is_rooms_call     boolean,
  started_at        timestamptz,
  started_by        text,
  ended_at          timestamptz,
  duration_seconds  double precision,
  end_reason        text,
  created_at        timestamptz not null default now(),
  constraint call_once unique (key_digest),
  constraint call_key_is_sha256 check (octet_length(key_digest) = 32)
);
comment on table call is 'A call''s timeline; key: resource and serverCallId';

create table call_participant (
  id             bigint generated always as identity primary key,
  call           bigint not null references call,
  key_digest     bytea not null,
  participant_id text,
  raw_id         text,
  kind           text,
  role           text,
  display_name   text,
  user_agent     text,
  added_at       timestamptz,
  removed_at     timestamptz,
  constraint call_participant_once unique (call, key_digest),
  constraint call_participant_key_is_sha256 check (octet_length(key_digest) = 32)
);
comment on table call_participant is 'Who took part in a call, from when to when';
