package org.recordingarchiver.ledger;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.PostLoad;
import jakarta.persistence.PostPersist;
import jakarta.persistence.Table;
import jakarta.persistence.Transient;
import java.io.Serializable;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Persistable;

/** One try at a chunk: the answer to "why". Written once, never changed. */
@Entity
@Table(name = "attempt")
@IdClass(Attempt.Key.class)
class Attempt implements Persistable<Attempt.Key> {

  record Key(long chunk, long number) implements Serializable {}

  @Id private long chunk;
  @Id private long number;
  @Column private long batch;
  @Column private long run;
  @Column private long holder;
  @Column private Instant startedAt = Instant.EPOCH;
  @Column private Instant endedAt = Instant.EPOCH;
  @Column private long bytes;

  @Enumerated(EnumType.STRING)
  @Column
  private BatchOutcome outcome = BatchOutcome.TAKEN;

  @Enumerated(EnumType.STRING)
  @Column
  private @Nullable Cause cause;

  @Column private @Nullable String message;
  @Transient private boolean stored;

  protected Attempt() {}

  Attempt(Settlement settlement, Instant now) {
    ClaimedChunk claim = settlement.chunk();
    chunk = claim.id();
    number = claim.fence();
    batch = claim.batch();
    run = settlement.run();
    holder = claim.holder();
    startedAt = now.minus(settlement.took());
    endedAt = now;
    bytes = settlement.bytes();
    outcome = BatchOutcome.of(settlement.outcome());
    cause = BatchOutcome.causeOf(settlement.outcome());
    message = BatchOutcome.messageOf(settlement.outcome());
  }

  @PostLoad
  @PostPersist
  void markStored() {
    stored = true;
  }

  @Override
  public Key getId() {
    return new Key(chunk, number);
  }

  @Override
  public boolean isNew() {
    return !stored;
  }
}
