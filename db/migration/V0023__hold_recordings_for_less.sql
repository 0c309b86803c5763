-- Apart from the last, since intake locks these two tables in the other order, and must not meet it half way.
-- Who holds a recording is written for each that is sealed, and asked only when a process ends: then the few that are to be sealed are read.
drop index recording_held;
alter table recording add constraint recording_held_is_to_seal check (holder is null or status = 'OPEN' and to_seal);
