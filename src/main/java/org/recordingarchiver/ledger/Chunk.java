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

/**
 * One file of a recording. Rows come into being in the inbox and are claimed in SQL; everything
 * after that goes through the methods here, each of which checks the status it leaves.
 */
@Entity
@Table(name = "chunk")
@DynamicUpdate
class Chunk {

  @Id private long id;
  private long recording;
  @Column private String documentId = "";

  @Enumerated(EnumType.STRING)
  private ChunkStatus status = ChunkStatus.QUEUED;

  @Enumerated(EnumType.STRING)
  @Column
  private @Nullable Cause cause;

  @Column private @Nullable String message;
  private @Nullable Long holder;
  private long fence;
  @Column private int attempts;
  @Column private int badAnswers;
  @Column private @Nullable Instant notBefore;

  @Enumerated(EnumType.STRING)
  @Column
  private @Nullable KeptBecause keptBecause;

  private @Nullable String deleteLocation;

  @Column(name = "content_sha256")
  private @Nullable String contentSha256;

  @Column(name = "metadata_sha256")
  private @Nullable String metadataSha256;

  @Column private @Nullable Instant acknowledgedAt;
  @Column private @Nullable String acknowledgedBy;
  @Column private @Nullable String acknowledgedWhy;

  protected Chunk() {}

  /** Ends a try. {@code now} is the database's clock. */
  void settle(ClaimedChunk claim, Outcome outcome, Instant now) {
    checkHeldBy(claim);
    holder = null;
    switch (outcome) {
      case Outcome.Archived archived ->
          throw new IllegalArgumentException("archived chunks are written by ArchivedChunks");
      case Outcome.Waits waits -> waitFor(waits, now);
      case Outcome.Failed failed -> fail(failed, now);
      case Outcome.Lost lost -> lose(lost);
      case Outcome.GivenBack givenBack -> giveBack(now);
    }
  }

  private void checkHeldBy(ClaimedChunk claim) {
    requireHeldBy(claim, status, holder, fence);
  }

  /**
   * @throws LeaseLostException if a chunk of this status, holder and fence is not held by the claim
   */
  static void requireHeldBy(
      ClaimedChunk claim, ChunkStatus status, @Nullable Long holder, long fence) {
    if (status != ChunkStatus.CLAIMED
        || holder == null
        || holder != claim.holder()
        || fence != claim.fence()) {
      throw new LeaseLostException(
          claim.label()
              + " is not held by this process any more: expected CLAIMED by holder %d with fence %d, found %s by holder %s with fence %d"
                  .formatted(claim.holder(), claim.fence(), status, holder, fence));
    }
  }

  private void waitFor(Outcome.Waits waits, Instant now) {
    status = ChunkStatus.QUEUED;
    countTry(waits.cause(), waits.message());
    notBefore = now.plus(waits.delay());
  }

  private void fail(Outcome.Failed failed, Instant now) {
    status = ChunkStatus.FAILED;
    countTry(failed.cause(), failed.message());
    notBefore = failed.nextTry() == null ? null : now.plus(failed.nextTry());
  }

  /** Whatever a person said of it before, that it is lost is news. */
  private void lose(Outcome.Lost lost) {
    status = ChunkStatus.LOST;
    forgetAcknowledgement();
    countTry(lost.cause(), lost.message());
    notBefore = null;
  }

  private void forgetAcknowledgement() {
    acknowledgedAt = null;
    acknowledgedBy = null;
    acknowledgedWhy = null;
  }

  private void giveBack(Instant now) {
    status = ChunkStatus.QUEUED;
    notBefore = now;
  }

  private void countTry(Cause why, String text) {
    cause = why;
    message = text;
    attempts++;
    if (why.liesInAnswer()) {
      badAnswers++;
    }
  }

  /** The source stays, and this is why. */
  void keepSource(KeptBecause why) {
    if (status == ChunkStatus.ARCHIVED) {
      keptBecause = why;
    }
  }

  /**
   * The archived copy is not what was proved any more: it must be fetched again. Nothing happens if
   * another run has found that out already.
   */
  void distrust(Cause why, String text, Instant now) {
    if (status != ChunkStatus.ARCHIVED) {
      return;
    }
    status = ChunkStatus.FAILED;
    keptBecause = null;
    countTry(why, text);
    notBefore = now;
  }

  /** A person has seen it: it no longer alarms. */
  void acknowledge(Decision.Made made, Instant now) {
    acknowledgedAt = now;
    acknowledgedBy = made.by();
    acknowledgedWhy = made.reason();
  }

  /** Why it can't be acknowledged, null if it can. */
  @Nullable String objectionToAcknowledging() {
    if (status != ChunkStatus.FAILED && status != ChunkStatus.LOST) {
      return "chunk %d is %s: only FAILED and LOST ones can be acknowledged".formatted(id, status);
    }
    return acknowledgedAt == null
        ? null
        : "chunk %d was acknowledged already, by %s at %s: %s"
            .formatted(id, acknowledgedBy, acknowledgedAt, acknowledgedWhy);
  }

  ChunkStatus status() {
    return status;
  }

  @Nullable Cause cause() {
    return cause;
  }

  long id() {
    return id;
  }

  long recording() {
    return recording;
  }

  @Nullable String deleteLocation() {
    return deleteLocation;
  }

  @Nullable String contentSha256() {
    return contentSha256;
  }

  @Nullable String metadataSha256() {
    return metadataSha256;
  }
}
