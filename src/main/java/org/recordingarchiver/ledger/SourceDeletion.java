package org.recordingarchiver.ledger;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import org.hibernate.annotations.DynamicUpdate;
import org.jspecify.annotations.Nullable;

/** The permit, committed before a DELETE is sent, then its receipt. */
@Entity
@Table(name = "source_deletion")
@DynamicUpdate
class SourceDeletion {

  @Id private long chunk;
  @Column private @Nullable Long holder;
  @Column private int attempts;
  @Column private Instant notBefore = Instant.EPOCH;

  @Enumerated(EnumType.STRING)
  @Column
  private @Nullable Cause cause;

  @Column private @Nullable String message;
  @Column private @Nullable Instant receiptAt;

  protected SourceDeletion() {}

  /** Whether no process is about to use it, and none has. */
  boolean isFree() {
    return holder == null && receiptAt == null;
  }

  boolean isHeldBy(long process) {
    return holder != null && holder == process;
  }

  /** The source could not be deleted now. */
  void postpone(Cause why, String text, Duration delay, Instant now) {
    attempts++;
    holder = null;
    cause = why;
    message = text;
    notBefore = now.plus(delay);
  }
}
