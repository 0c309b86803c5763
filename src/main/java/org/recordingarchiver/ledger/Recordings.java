package org.recordingarchiver.ledger;

import jakarta.persistence.LockModeType;
import java.util.Collection;
import java.util.List;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface Recordings extends Repository<Recording, Long> {

  /** Reads the rows of these chunks for change, in the order in which everybody does. */
  @Lock(LockModeType.PESSIMISTIC_WRITE)
  @Query(
      """
      select r from Recording r where r.id in (select c.recording from Chunk c where c.id in ?1)
      order by r.keyDigest
      """)
  List<Recording> lockByChunks(Collection<Long> chunks);
}
