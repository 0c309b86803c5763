-- Old runs and tries are removed by `prune`; how many there were stays, so that the days of report_day keep their numbers.
create table pruned_day (
  day         date primary key,
  runs        bigint not null default 0,
  failed_runs bigint not null default 0,
  tries       bigint not null default 0,
  failed      bigint not null default 0,
  constraint pruned_day_parts_fit
    check (failed_runs between 0 and runs and failed between 0 and tries)
);
comment on table pruned_day is 'What prune removed, counted by UTC day; report_day adds it';
comment on column pruned_day.runs is 'Runs that started on that day';
comment on column pruned_day.failed_runs is 'Those of them that did not end COMPLETED';
comment on column pruned_day.tries is 'Tries without success that ended on that day';
comment on column pruned_day.failed is 'Those of them that made a chunk FAILED';
