package org.recordingarchiver.ledger;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.hibernate.annotations.DynamicUpdate;

/** What one recordingId names: its bag is OPEN until all of its chunks are settled. */
@Entity
@Table(name = "recording")
@DynamicUpdate
class Recording {

  enum Status {
    OPEN,
    SEALED
  }

  @Id private long id;

  @Enumerated(EnumType.STRING)
  @Column
  private Status status = Status.OPEN;

  @Column private long revision;
  @Column private boolean toSeal;

  protected Recording() {}

  /** One of its chunks was settled without a copy: a bag that was sealed has to say so. */
  void chunkSettled() {
    if (status == Status.SEALED) {
      status = Status.OPEN;
      toSeal = true;
    }
    revision++;
  }
}
