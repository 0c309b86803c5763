-- The last 50 runs: which process on which machine, how long, and what its own steps counted. Taken = archived +
-- not_archived + given_back, unless the process died; sealed and deleted count what earlier runs left, too.
select run,
       batch,
       status,
       date_trunc('second', started_at) as started,
       date_trunc('second', ended_at - started_at) as took,
       host,
       pid,
       lanes,
       taken,
       archived,
       not_archived,
       given_back,
       sealed,
       deleted,
       exit_message
from report_run
order by run desc
limit 50;
