package org.recordingarchiver.ledger;

import jakarta.persistence.LockModeType;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface Chunks extends Repository<Chunk, Long> {

  /** Reads the row for change; others wait until this transaction ends. */
  @Lock(LockModeType.PESSIMISTIC_WRITE)
  Optional<Chunk> findLockedById(long id);

  /** Reads these rows for change, in the order in which everybody does. */
  @Lock(LockModeType.PESSIMISTIC_WRITE)
  @Query(
      """
      select c from Chunk c where c.id in ?1
      order by (select r.keyDigest from Recording r where r.id = c.recording), c.id
      """)
  List<Chunk> lockAll(Collection<Long> ids);

  /** The same, in the order in which permits and receipts are written. */
  @Lock(LockModeType.PESSIMISTIC_WRITE)
  @Query("select c from Chunk c where c.id in ?1 order by c.id")
  List<Chunk> lockAllById(Collection<Long> ids);
}
