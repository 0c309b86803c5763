-- The last 30 days, in UTC, the latest first. A day without anything has zeros: was cron dead? What is pruned still counts.
-- One day: select * from report_day where day = '2026-01-05';
select day,
       events,
       archived,
       pg_size_pretty(bytes) as size,
       deleted,
       tries as tries_without_success,
       failed,
       lost,
       runs,
       failed_runs
from report_day
where day > (now() at time zone 'UTC')::date - 30
order by day desc;
