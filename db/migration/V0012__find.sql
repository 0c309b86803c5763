-- People look recordings up by call, participant and time. Ids from outside can be thousands of characters, so a hash of them is indexed.
create function id_hash(id text) returns bigint
  language sql immutable parallel safe
  return hashtextextended(id, 0);
comment on function id_hash is 'Fits in a btree entry whatever the length of the id; different ids can share it, so compare the ids too';

-- Not partial where ids are null: PostgreSQL takes no statistics from partial indexes, and would read the tables instead.
create index recording_time on recording ((coalesce(started_at, created_at)), id); -- FindQueries.recordings: the newest, --from, --to
create index recording_long on recording (duration_ms) where duration_ms > 14400000; -- FindQueries.longest: how far before --from to look
create index recording_by_id on recording (id_hash(recording_id)); -- Candidates: --recording
create index recording_by_call on recording (id_hash(call_id)); -- Candidates: --call, --participant
create index recording_by_server_call on recording (id_hash(server_call_id)); -- Candidates: --call, --participant

create index call_by_server_call on call (id_hash(server_call_id)); -- Candidates: --call; FoundCalls.read
create index call_by_correlation on call (id_hash(correlation_id)); -- Candidates: --call; FoundCalls.read

-- No index for display names: they are read only if no raw id and no number is equal.
create index call_participant_raw_id on call_participant (id_hash(raw_id)); -- Candidates: --participant
create index call_participant_phone on call_participant (left(regexp_replace(phone_number, '[^0-9]', '', 'g'), 32)); -- Candidates: --participant
