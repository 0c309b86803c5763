package org.recordingarchiver.ledger;

import jakarta.persistence.LockModeType;
import java.util.Optional;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface Recordings extends Repository<Recording, Long> {

  /** Reads the row of a chunk's recording for change; others wait until this transaction ends. */
  @Lock(LockModeType.PESSIMISTIC_WRITE)
  @Query("select r from Recording r where r.id = (select c.recording from Chunk c where c.id = ?1)")
  Optional<Recording> findLockedByChunk(long chunk);
}
