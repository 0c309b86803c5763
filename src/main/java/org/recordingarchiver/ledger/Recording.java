package org.recordingarchiver.ledger;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.hibernate.annotations.DynamicUpdate;
import org.jspecify.annotations.Nullable;

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

  @Column(updatable = false)
  private byte[] keyDigest = {};

  private long revision;
  @Column private boolean toSeal;
  private @Nullable Long holder;
  private long fence;
  @Column private @Nullable String sealMessage;

  @Column(name = "manifest_sha256")
  private @Nullable String manifestSha256;

  @Column private @Nullable Instant sealedAt;

  protected Recording() {}

  long id() {
    return id;
  }

  /** One of its chunks was archived: its bag must be sealed (anew). */
  void chunkArchived() {
    status = Status.OPEN;
    toSeal = true;
    revision++;
  }

  /** One of its chunks was settled without a copy: a bag that was sealed has to say so. */
  void chunkSettled() {
    if (status == Status.SEALED) {
      status = Status.OPEN;
      toSeal = true;
    }
    revision++;
  }

  /** The bag on disk shows this recording as it was when {@code seen} was read. */
  void seal(RecordingToSeal seen, String manifest, Instant now) {
    checkHeldBy(seen);
    holder = null;
    sealMessage = null;
    if (revision == seen.revision()) {
      status = Status.SEALED;
      toSeal = false;
      manifestSha256 = manifest;
      sealedAt = now;
    }
  }

  /** Sealing did not work: the next run tries again. */
  void unsealed(RecordingToSeal seen, @Nullable String message) {
    checkHeldBy(seen);
    holder = null;
    sealMessage = message;
  }

  private void checkHeldBy(RecordingToSeal seen) {
    if (holder == null || holder != seen.holder() || fence != seen.fence()) {
      throw new LeaseLostException(
          "recording %d is not held by this process any more: expected holder %d with fence %d, found holder %s with fence %d"
              .formatted(id, seen.holder(), seen.fence(), holder, fence));
    }
  }
}
