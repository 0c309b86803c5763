-- Call events are merged into call and call_participant: whatever the order and repetition, the same rows.
alter table call
  add column incoming_at timestamptz,
  add column ended_by text,
  add column to_show boolean not null default false;
comment on table call is 'A call''s timeline; key: resource and serverCallId, without one resource and correlationId';
comment on column call.to_show is 'Changed since the bags of its recordings were last looked at';

alter table call_participant
  add column phone_number text;
comment on table call_participant is 'One stay of someone in a call; key: participantId, without one rawId';

create index call_to_show on call (id) where to_show; -- the calls whose bags must be refreshed
