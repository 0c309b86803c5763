package org.recordingarchiver.ledger;

import org.jspecify.annotations.Nullable;

/** What became of a chunk in a batch. */
enum BatchOutcome {
  TAKEN,
  ARCHIVED,
  FAILED,
  LOST,
  WAITS,
  GIVEN_BACK;

  static BatchOutcome of(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Archived archived -> ARCHIVED;
      case Outcome.Waits waits -> WAITS;
      case Outcome.Failed failed -> FAILED;
      case Outcome.Lost lost -> LOST;
      case Outcome.GivenBack givenBack -> GIVEN_BACK;
    };
  }

  static @Nullable Cause causeOf(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Archived archived -> null;
      case Outcome.Waits waits -> waits.cause();
      case Outcome.Failed failed -> failed.cause();
      case Outcome.Lost lost -> lost.cause();
      case Outcome.GivenBack givenBack -> null;
    };
  }

  static @Nullable String messageOf(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Archived archived -> null;
      case Outcome.Waits waits -> waits.message();
      case Outcome.Failed failed -> failed.message();
      case Outcome.Lost lost -> lost.message();
      case Outcome.GivenBack givenBack -> givenBack.message();
    };
  }
}
