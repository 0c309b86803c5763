package org.recordingarchiver.ledger;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import org.hibernate.annotations.DynamicUpdate;
import org.jspecify.annotations.Nullable;

/** What a batch took, and the outcome. Inserted by the claim, in SQL. */
@Entity
@Table(name = "batch_chunk")
@IdClass(BatchChunk.Key.class)
@DynamicUpdate
class BatchChunk {

  record Key(long batch, long chunk) implements Serializable {}

  @Id private long batch;
  @Id private long chunk;

  @Enumerated(EnumType.STRING)
  @Column
  private BatchOutcome outcome = BatchOutcome.TAKEN;

  @Enumerated(EnumType.STRING)
  @Column
  private @Nullable Cause cause;

  @Column private long bytes;

  protected BatchChunk() {}

  void settle(Settlement settlement) {
    outcome = BatchOutcome.of(settlement.outcome());
    cause = BatchOutcome.causeOf(settlement.outcome());
    bytes = settlement.bytes();
  }
}
