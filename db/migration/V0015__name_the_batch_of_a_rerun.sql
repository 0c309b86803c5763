-- A rerun names its batch before it has a run, so that nobody else begins to rerun the same one meanwhile.
alter table holder add column batch bigint;
comment on column holder.batch is 'The batch that it reruns; null while it archives a new one';
