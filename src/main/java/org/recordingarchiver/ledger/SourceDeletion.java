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
  @Column private String url = "";

  @Column(name = "content_sha256")
  private String contentSha256 = "";

  @Column(name = "metadata_sha256")
  private String metadataSha256 = "";

  @Column private @Nullable Long holder;
  @Column private Instant permittedAt = Instant.EPOCH;
  @Column private int attempts;
  @Column private Instant notBefore = Instant.EPOCH;

  @Enumerated(EnumType.STRING)
  @Column
  private @Nullable Cause cause;

  @Column private @Nullable String message;
  @Column private @Nullable Integer receiptStatus;
  @Column private @Nullable Instant receiptAt;

  protected SourceDeletion() {}

  SourceDeletion(DueDeletion due, long holder, Instant now) {
    chunk = due.chunk();
    url = due.url();
    contentSha256 = due.content().sha256();
    metadataSha256 = due.metadata().sha256();
    this.holder = holder;
    permittedAt = now;
    notBefore = now;
  }

  /** Whether no process is about to use it, and none has. */
  boolean isFree() {
    return holder == null && receiptAt == null;
  }

  boolean isHeldBy(long process) {
    return holder != null && holder == process;
  }

  /** Another process goes on with a permit that was given earlier. */
  void takeOver(long by) {
    holder = by;
  }

  /** The source answered that it is gone. */
  void receive(int status, Instant now) {
    attempts++;
    holder = null;
    cause = null;
    message = null;
    receiptStatus = status;
    receiptAt = now;
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
