package org.recordingarchiver.ledger;

import jakarta.persistence.LockModeType;
import java.util.Optional;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.repository.Repository;

interface Chunks extends Repository<Chunk, Long> {

  /** Reads the row for change; others wait until this transaction ends. */
  @Lock(LockModeType.PESSIMISTIC_WRITE)
  Optional<Chunk> findLockedById(long id);
}
