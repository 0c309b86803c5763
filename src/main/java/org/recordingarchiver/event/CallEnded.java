package org.recordingarchiver.event;

import org.jspecify.annotations.Nullable;

/**
 * A call ended.
 *
 * @param durationSeconds {@code durationOfCall} or {@code callDurationInSeconds}
 */
public record CallEnded(
    Envelope envelope,
    RawMessage raw,
    CallFacts call,
    @Nullable Double durationSeconds,
    @Nullable Reason reason,
    @Nullable EndedBy endedBy)
    implements CallEvent {

  /** Why. */
  public record Reason(@Nullable Long code, @Nullable Long subCode, @Nullable String phrase) {}

  /**
   * Who ended it.
   *
   * @param type {@code Participant}, {@code MicrosoftInternal}, or any other as received
   */
  public record EndedBy(
      @Nullable Identifier identifier, @Nullable String type, @Nullable String name) {}
}
