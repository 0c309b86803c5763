-- What happened on a day is read by its time. Rows of one transaction share theirs, so that these indexes stay small.
create index event_received on event (received_at); -- report_day
create index archive_copy_read_back on archive_copy (read_back_at); -- report_day
create index source_deletion_receipt on source_deletion (receipt_at) where receipt_at is not null; -- report_day
create index attempt_without_success
  on attempt (ended_at, chunk, number) where outcome <> 'ARCHIVED'; -- report_day, Pruning
create index chunk_tried_again on chunk (expires_at)
  where status = 'QUEUED' and (attempts > 0 or cause is not null); -- report_failure, status
