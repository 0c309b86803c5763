package org.recordingarchiver.ledger;

import java.time.Duration;

/** How the deletion of one source went. */
public sealed interface DeletionOutcome {

  /** The source is gone; {@code status} is what it answered. */
  record Received(int status) implements DeletionOutcome {}

  /** Not now; due again after {@code delay}. */
  record Postponed(Cause cause, String message, Duration delay) implements DeletionOutcome {}

  /** The source stays. */
  record Kept(KeptBecause reason) implements DeletionOutcome {}

  /** The archived copy is not what was proved: it must be fetched again. */
  record Distrusted(Cause cause, String message) implements DeletionOutcome {}

  /** Nothing was sent: stopped, refused by the database, or the archive could not be read. */
  record NotTried(String message) implements DeletionOutcome {}
}
