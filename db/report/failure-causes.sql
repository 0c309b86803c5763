-- What is wrong at large: chunks in trouble by cause and resource, acknowledged ones apart, the most first.
select cause,
       status,
       resource,
       acknowledged_at is not null as acknowledged,
       count(*) as chunks,
       min(expires_at) as first_expires_at,
       min(next_attempt_at) as next_try,
       min(chunk) as for_example
from report_failure
group by cause, status, resource, acknowledged
order by acknowledged, chunks desc, cause, resource;
