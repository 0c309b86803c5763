-- The last 20 batches, each with what its latest run says of it, beside how its chunks are now, whoever made them so.
-- psql "$DATABASE" -f db/report/batches.sql      all of one: select * from report_batch where batch = 7; or `report 7`
select batch,
       run,
       runs,
       date_trunc('second', started_at) as started,
       date_trunc('second', ended_at - started_at) as took,
       status,
       chunks,
       archived,
       source_deleted,
       kept,
       waiting,
       failed,
       lost,
       acknowledged,
       pg_size_pretty(bytes) as size,
       exit_message
from report_batch
order by batch desc
limit 20;
