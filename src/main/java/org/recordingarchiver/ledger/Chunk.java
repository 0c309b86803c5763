package org.recordingarchiver.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One file of a recording. Rows come into being in the inbox and are claimed in SQL; what happens
 * to single ones after that goes through the methods here, each of which checks the status it
 * leaves.
 */
final class Chunk {

  private final long id;
  private final long fence;
  private ChunkStatus status;
  private @Nullable Cause cause;
  private @Nullable String message;
  private @Nullable Long holder;
  private int attempts;
  private int badAnswers;
  private @Nullable Instant notBefore;
  private @Nullable KeptBecause keptBecause;
  private @Nullable Instant acknowledgedAt;
  private @Nullable String acknowledgedBy;
  private @Nullable String acknowledgedWhy;

  private Chunk(ResultSet row) throws SQLException {
    id = row.getLong("id");
    status = ChunkStatus.valueOf(row.getString("status"));
    cause = RowValues.constant(Cause.class, row, "cause");
    message = row.getString("message");
    holder = row.getObject("holder", Long.class);
    fence = row.getLong("fence");
    attempts = row.getInt("attempts");
    badAnswers = row.getInt("bad_answers");
    notBefore = RowValues.instant(row, "not_before");
    keptBecause = RowValues.constant(KeptBecause.class, row, "kept_because");
    acknowledgedAt = RowValues.instant(row, "acknowledged_at");
    acknowledgedBy = row.getString("acknowledged_by");
    acknowledgedWhy = row.getString("acknowledged_why");
  }

  static Chunk read(ResultSet row, int number) throws SQLException {
    return new Chunk(row);
  }

  /** What {@link Chunks#write} writes. */
  Map<String, @Nullable Object> values() {
    Map<String, @Nullable Object> values = new HashMap<>();
    values.put("id", id);
    values.put("status", status.name());
    values.put("cause", cause == null ? null : cause.name());
    values.put("message", StorableText.of(message));
    values.put("holder", holder);
    values.put("attempts", attempts);
    values.put("badAnswers", badAnswers);
    values.put("notBefore", StorableText.of(notBefore));
    values.put("keptBecause", keptBecause == null ? null : keptBecause.name());
    values.put("acknowledgedAt", StorableText.of(acknowledgedAt));
    values.put("acknowledgedBy", StorableText.of(acknowledgedBy));
    values.put("acknowledgedWhy", StorableText.of(acknowledgedWhy));
    return values;
  }

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
}
