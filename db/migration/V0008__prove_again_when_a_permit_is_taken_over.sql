-- A permit that a dead run left must hold again before its DELETE is sent: another chunk may live at its object by now.
create trigger source_deletion_taken_over_has_proof before update of holder
  on source_deletion for each row
  when (new.holder is not null and new.holder is distinct from old.holder)
  execute function refuse_permit_without_proof();
