package org.recordingarchiver.archival;

import org.jspecify.annotations.Nullable;
import org.recordingarchiver.archival.ArchiveSettings.DeleteMismatch;
import org.recordingarchiver.ledger.Cause;
import org.recordingarchiver.ledger.ClaimedChunk;
import org.recordingarchiver.ledger.KeptBecause;
import org.recordingarchiver.ledger.Proof;
import org.recordingarchiver.ledger.RetentionSettings;

/** Which sources may be deleted at all, and why the others stay. */
final class SourcePolicy {

  static final KeptBecause EXPIRED = KeptBecause.SOURCE_EXPIRED;

  private final ArchiveSettings settings;
  private final RetrySettings retries;
  private final RetentionSettings retention;

  SourcePolicy(ArchiveSettings settings, RetrySettings retries, RetentionSettings retention) {
    this.settings = settings;
    this.retries = retries;
    this.retention = retention;
  }

  /** Lasting reasons first, so that a change of the settings never uncovers a weaker proof. */
  @Nullable KeptBecause keepBecause(ClaimedChunk chunk, Proof proof) {
    if (chunk.keepSource()) {
      return KeptBecause.KEEP_SOURCE;
    }
    if (chunk.deleteLocation() == null) {
      return KeptBecause.NO_LOCATION;
    }
    if (proof.metadata() == null) {
      return KeptBecause.METADATA_MISSING;
    }
    if (!proof.totalConfirmed()) {
      return KeptBecause.TOO_LITTLE_PROOF;
    }
    if (chunk.deletesOtherObject() && !allowsOtherObject()) {
      return KeptBecause.OTHER_OBJECT;
    }
    return settings.deleteSource() ? null : KeptBecause.SWITCHED_OFF;
  }

  /** Content must not be lost for the want of its metadata (DESIGN section 4). */
  boolean goesOnWithout(ClaimedChunk chunk, Trouble withMetadata) {
    Cause cause = withMetadata.cause();
    boolean triedEnough = cause.liesInAnswer() && chunk.badAnswers() + 1 >= retries.attempts();
    return withMetadata.lasting() || triedEnough || isAtRisk(chunk);
  }

  boolean allowsOtherObject() {
    return settings.deleteMismatch() == DeleteMismatch.WARN;
  }

  boolean deletes() {
    return settings.deleteSource();
  }

  boolean isAtRisk(ClaimedChunk chunk) {
    return chunk.slack().compareTo(retention.atRisk()) < 0;
  }
}
