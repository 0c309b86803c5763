package org.recordingarchiver.ledger;

/** Why the source of an archived chunk is not deleted. */
public enum KeptBecause {
  /** {@code archiver.archive.delete-source} is off; deleted once it is on again. */
  SWITCHED_OFF,
  /** The batch that took it was told to keep its sources. */
  KEEP_SOURCE,
  /** The event named no {@code deleteLocation}. */
  NO_LOCATION,
  /** It was archived without its metadata. */
  METADATA_MISSING,
  /** {@code deleteLocation} names another object than {@code contentLocation}. */
  OTHER_OBJECT,
  /** No answer named the total length, and no second fetch confirmed it. */
  TOO_LITTLE_PROOF,
  /** The source dropped it by itself, or will have by now. */
  SOURCE_EXPIRED,
  /** {@code deleteLocation} is not a URL that credentials may go to. */
  REFUSED_URL,
  /** {@code deleteLocation} lies in the customer's own storage. */
  NOT_OURS,
  /** The copy failed its check, and a person accepted it all the same. */
  ACCEPTED
}
