-- The job repository joined with the ledger: what operators and auditors ask, by names that stay.
-- Each view is cheap if it is asked for one batch, run, chunk or day; lateral joins read what is asked for only.
create view report_run as
select e.job_execution_id as run,
       e.job_instance_id as batch,
       e.status,
       coalesce(e.exit_message, '') as exit_message,
       e.start_time at time zone 'UTC' as started_at,
       e.end_time at time zone 'UTC' as ended_at,
       s.lanes,
       s.taken,
       s.archived,
       s.not_archived,
       s.given_back,
       s.sealed,
       s.deleted,
       h.host,
       h.pid
from batch_job_execution e
join batch_job_instance i on i.job_instance_id = e.job_instance_id
left join lateral (
  select count(*) filter (where lane) as lanes,
         coalesce(sum(s.read_count) filter (where lane), 0)::bigint as taken,
         coalesce(sum(s.write_count) filter (where lane), 0)::bigint as archived,
         coalesce(sum(s.read_skip_count + s.process_skip_count + s.write_skip_count) filter (where lane), 0)::bigint
           as not_archived,
         coalesce(sum(s.filter_count) filter (where lane), 0)::bigint as given_back,
         coalesce(sum(s.write_count) filter (where s.step_name = 'sealRecordings'), 0)::bigint as sealed,
         coalesce(sum(s.write_count) filter (where s.step_name = 'deleteSources'), 0)::bigint as deleted
  from (select *, step_name like 'lane:%' as lane from batch_step_execution
        where job_execution_id = e.job_execution_id) s) s on true
left join lateral (
  select host, pid from holder where holder.run = e.job_execution_id order by id desc limit 1) h on true
where i.job_name = 'archiveRecordings';
comment on view report_run is 'A run of a batch (JOB_EXECUTION_ID), with the counts of its own steps';
comment on column report_run.taken is 'Chunks that its lanes took';
comment on column report_run.not_archived is 'Of these: failed, lost or waiting for a retry';
comment on column report_run.given_back is 'Of these: given back untried, since the run ended';
comment on column report_run.sealed is 'Recordings sealed, those left by other runs too';
comment on column report_run.deleted is 'Sources deleted, those left by other runs too';
comment on column report_run.host is 'Where its process ran';

create view report_batch as
select i.job_instance_id as batch,
       r.run,
       n.runs,
       r.status,
       coalesce(r.exit_message, '') as exit_message,
       n.started_at,
       r.ended_at,
       t.*
from batch_job_instance i
left join lateral (
  select e.job_execution_id as run, e.status, e.exit_message, e.end_time at time zone 'UTC' as ended_at
  from batch_job_execution e where e.job_instance_id = i.job_instance_id
  order by e.job_execution_id desc limit 1) r on true
cross join lateral (
  select count(*) as runs, min(e.start_time) at time zone 'UTC' as started_at
  from batch_job_execution e where e.job_instance_id = i.job_instance_id) n
cross join lateral (
  select count(*) as chunks,
         count(*) filter (where c.status in ('ARCHIVED', 'SOURCE_DELETED')) as archived,
         count(*) filter (where c.status = 'SOURCE_DELETED') as source_deleted,
         count(*) filter (where c.status = 'ARCHIVED' and c.kept_because is not null) as kept,
         count(*) filter (where c.status in ('QUEUED', 'CLAIMED')) as waiting,
         count(*) filter (where c.status = 'FAILED' and c.acknowledged_at is null) as failed,
         count(*) filter (where c.status = 'LOST' and c.acknowledged_at is null) as lost,
         count(*) filter (where c.status in ('FAILED', 'LOST') and c.acknowledged_at is not null) as acknowledged,
         coalesce(sum(b.bytes) filter (where b.outcome = 'ARCHIVED'), 0)::bigint as bytes
  from batch_chunk b join chunk c on c.id = b.chunk
  where b.batch = i.job_instance_id) t
where i.job_name = 'archiveRecordings';
comment on view report_batch is 'A batch (JOB_INSTANCE_ID), its latest run, and how the chunks that it took are now, whoever made them so';
comment on column report_batch.status is 'Of its latest run, as that one ended';
comment on column report_batch.started_at is 'When its first run started';
comment on column report_batch.ended_at is 'When its latest run ended';
comment on column report_batch.archived is 'Archived by now, those deleted at the source too';
comment on column report_batch.kept is 'Archived, and their sources stay: chunk.kept_because says why';
comment on column report_batch.waiting is 'Wait for their next try, or are in work';
comment on column report_batch.acknowledged is 'Failed or lost, and a person has acknowledged it';
comment on column report_batch.bytes is 'Content that this batch archived';

create view report_failure as
select c.id as chunk,
       c.status,
       t.cause,
       t.message,
       c.attempts,
       t.next_attempt_at,
       c.expires_at,
       c.expires_at - now() as slack,
       (select max(b.batch) from batch_chunk b where b.chunk = c.id) as batch,
       (select a.ended_at from attempt a where a.chunk = c.id order by a.number desc limit 1) as last_tried_at,
       (select count(*) from quarantined_file f
        where f.chunk = c.id and f.part = 'CONTENT' and f.accepted_at is null) as quarantined,
       c.acknowledged_at,
       c.acknowledged_by,
       c.acknowledged_why,
       c.resource,
       c.recording,
       r.recording_id,
       r.call_id,
       c.chunk_index,
       c.document_id
from (
  select id as chunk, cause, message, case when status <> 'LOST' then not_before end as next_attempt_at
  from chunk
  where status = 'LOST' or status = 'FAILED' or status = 'QUEUED' and (attempts > 0 or cause is not null)
  union all
  select o.id, null, r.seal_message, null
  from recording r join chunk o on o.recording = r.id and o.status = 'ARCHIVED'
  where r.status = 'OPEN' and r.to_seal and r.seal_message is not null
  union all
  select o.id, d.cause, d.message, d.not_before
  from source_deletion d
  join chunk o on o.id = d.chunk and o.status = 'ARCHIVED'
  join recording r on r.id = o.recording and r.seal_message is null
  where d.receipt_at is null and d.attempts > 0) t
join chunk c on c.id = t.chunk
join recording r on r.id = c.recording;
comment on view report_failure is 'A chunk in trouble: FAILED, LOST, QUEUED after a try that failed, or ARCHIVED but its sealing or deletion failed so far';
comment on column report_failure.next_attempt_at is 'When it may be tried again; null: never by itself';
comment on column report_failure.slack is 'Time until the source drops it, negative after that';
comment on column report_failure.batch is 'The latest that took it, for `report` and `rerun`';
comment on column report_failure.quarantined is 'Copies that came whole but failed their check: `accept` takes one';
comment on column report_failure.acknowledged_at is 'Since then it no longer alarms';

create view report_backlog as
select w.resource,
       w.status,
       w.slack,
       count(*) as chunks,
       count(*) filter (where w.due_at <= now()) as due,
       count(*) filter (where w.tried) as tried_before,
       min(w.created_at) as oldest,
       min(w.expires_at) as first_expires_at,
       min(w.expires_at) - now() as least_slack
from (
  select c.resource, c.status, c.created_at, c.expires_at,
         case when c.status in ('QUEUED', 'FAILED') then c.not_before end as due_at,
         c.attempts > 0 as tried,
         case
           when c.expires_at <= now() then 'expired'
           when c.expires_at <= now() + interval '1 hour' then '1 hour'
           when c.expires_at <= now() + interval '6 hours' then '6 hours'
           when c.expires_at <= now() + interval '12 hours' then '12 hours'
           else 'longer'
         end as slack
  from chunk c
  where c.status = 'QUEUED'
     or c.status = 'CLAIMED' and c.holder is not null
     or c.status = 'FAILED' and c.acknowledged_at is null
     or c.status = 'ARCHIVED' and c.kept_because is null) w
group by w.resource, w.status, w.slack;
comment on view report_backlog is 'What waits, by resource, status and slack: to be archived (QUEUED, CLAIMED, FAILED), or to be sealed and deleted at the source (ARCHIVED)';
comment on column report_backlog.slack is 'Within which time the source drops it: expired, 1 hour, 6 hours, 12 hours, longer';
comment on column report_backlog.due is 'May be tried now';
comment on column report_backlog.oldest is 'When the first of them was queued';

create view report_day as
select d.day::date as day,
       v.events,
       k.archived,
       k.bytes,
       x.deleted,
       t.tries + coalesce(p.tries, 0) as tries,
       t.failed + coalesce(p.failed, 0) as failed,
       t.lost,
       e.runs + coalesce(p.runs, 0) as runs,
       e.failed_runs + coalesce(p.failed_runs, 0) as failed_runs
from generate_series(
  (select least(
     (select min(start_time)::date from batch_job_execution),
     (select (min(received_at) at time zone 'UTC')::date from event),
     (select min(day) from pruned_day)))::timestamp,
  (now() at time zone 'UTC')::date::timestamp, interval '1 day') d (day)
cross join lateral (
  select count(*) as events from event
  where received_at >= d.day at time zone 'UTC' and received_at < (d.day + interval '1 day') at time zone 'UTC') v
cross join lateral (
  select count(*) as archived, coalesce(sum(content_length), 0)::bigint as bytes from archive_copy
  where read_back_at >= d.day at time zone 'UTC' and read_back_at < (d.day + interval '1 day') at time zone 'UTC') k
cross join lateral (
  select count(*) as deleted from source_deletion
  where receipt_at >= d.day at time zone 'UTC' and receipt_at < (d.day + interval '1 day') at time zone 'UTC') x
cross join lateral (
  select count(*) as tries,
         count(*) filter (where outcome = 'FAILED') as failed,
         count(*) filter (where outcome = 'LOST') as lost
  from attempt
  where outcome <> 'ARCHIVED'
    and ended_at >= d.day at time zone 'UTC' and ended_at < (d.day + interval '1 day') at time zone 'UTC') t
cross join lateral (
  select count(*) as runs, count(*) filter (where e.status <> 'COMPLETED') as failed_runs
  from batch_job_execution e join batch_job_instance i on i.job_instance_id = e.job_instance_id
  where i.job_name = 'archiveRecordings'
    and e.start_time >= d.day and e.start_time < d.day + interval '1 day') e
left join pruned_day p on p.day = d.day::date;
comment on view report_day is 'What happened on a UTC day, whatever became of it since: a day without anything has zeros. Ask for days, or read all of the archive';
comment on column report_day.events is 'Events received, of all kinds';
comment on column report_day.archived is 'Chunks archived and read back';
comment on column report_day.deleted is 'Receipts for deletions at the source';
comment on column report_day.tries is 'Tries that archived nothing: waited, failed, lost, given back';
comment on column report_day.failed is 'Of these: made a chunk FAILED';
comment on column report_day.lost is 'Of these: found a chunk LOST';
comment on column report_day.runs is 'Runs started, those pruned since too';
comment on column report_day.failed_runs is 'Of these: did not end COMPLETED';

create view report_proof as
select c.id as chunk,
       c.status,
       c.resource,
       c.recording,
       r.recording_id,
       r.call_id,
       r.started_at,
       c.chunk_index,
       c.document_id,
       v.event_id,
       v.received_at as announced_at,
       c.archived_at,
       a.batch,
       a.run,
       a.host,
       a.pid,
       a.started_at as fetched_at,
       c.content_sha256,
       c.content_length,
       c.metadata_sha256,
       c.metadata_length,
       c.proof_level,
       c.proof_warning,
       k.store,
       k.content_key,
       k.metadata_key,
       k.read_back_at,
       r.sealed_at,
       r.manifest_sha256,
       c.kept_because,
       d.permitted_at,
       d.url as deleted_url,
       d.receipt_status,
       d.receipt_at,
       x.kind as decision,
       x.decided_by,
       x.decided_at,
       x.reason
from chunk c
join recording r on r.id = c.recording
left join event v on v.id = c.event
left join archive_copy k on k.chunk = c.id
left join source_deletion d on d.chunk = c.id
left join lateral (
  select t.batch, t.run, t.started_at, h.host, h.pid
  from attempt t left join holder h on h.id = t.holder
  where t.chunk = c.id and t.outcome = 'ARCHIVED' order by t.number desc limit 1) a on true
left join lateral (
  select kind, decided_by, decided_at, reason from decision
  where decision.chunk = c.id order by decision.id desc limit 1) x on true;
comment on view report_proof is 'What is known of a chunk: the event, the copy, its proof, permit and receipt. A row per store that holds it; ask for a chunk or a recording';
comment on column report_proof.announced_at is 'When the event that announced it was received';
comment on column report_proof.run is 'That archived it, on the machine host';
comment on column report_proof.content_key is 'Below archive_store.location';
comment on column report_proof.read_back_at is 'When the copy was read from the archive and compared';
comment on column report_proof.manifest_sha256 is 'Of the bag, as it was last sealed';
comment on column report_proof.kept_because is 'Why its source stays';
comment on column report_proof.receipt_status is 'How the source answered the DELETE: 200, 204, 404 and 410 all mean that it is gone';
comment on column report_proof.decision is 'The latest by a person';
