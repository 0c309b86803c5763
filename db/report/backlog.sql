-- What waits, the most urgent first: QUEUED, CLAIMED and FAILED to be archived, ARCHIVED to be sealed and deleted at the source.
-- slack: within which time the source drops it. Many QUEUED that are due: are runs too short, or too few?
select slack,
       status,
       resource,
       chunks,
       due,
       tried_before,
       date_trunc('second', oldest) as oldest,
       date_trunc('second', least_slack) as least_slack
from report_backlog
order by status = 'ARCHIVED', least_slack;
