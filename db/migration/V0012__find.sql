-- People look recordings up by call, participant and time. Ids from outside can be thousands of characters: hash indexes take any length.
create index recording_time on recording ((coalesce(started_at, created_at)), id); -- FindQueries.recordings: the newest, --from, --to
create index recording_long on recording (duration_ms) where duration_ms > 14400000; -- FindQueries.longest: how far before --from to look
create index recording_by_id on recording using hash (recording_id); -- FindQueries.recordings: --recording
create index recording_by_call on recording using hash (call_id); -- FindQueries.recordings: --call, --participant
create index recording_by_server_call on recording using hash (server_call_id); -- FindQueries.recordings: --call, --participant

create index call_by_server_call on call using hash (server_call_id); -- FindQueries.recordings: --call; FindQueries.calls
create index call_by_correlation on call using hash (correlation_id); -- FindQueries.recordings: --call; FindQueries.calls

-- No index for display names: --participant reads them only if no raw id and no number is equal.
create index call_participant_raw_id on call_participant using hash (raw_id); -- FindQueries.recordings: --participant
create index call_participant_phone on call_participant
  using hash ((regexp_replace(phone_number, '[^0-9]', '', 'g'))); -- FindQueries.recordings: --participant
