package org.recordingarchiver.report;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What recordings are sought. All that is given must hold; without any of it the newest are meant.
 *
 * @param recordingId equal to the recording's id
 * @param callId equal to the call's id or to the server's id of it
 * @param participant someone in the call: equal to the raw id or the phone number, however it is
 *     punctuated; if nobody's is, part of the display name in any case, unless it is longer than
 *     256 characters
 * @param from the recording goes on after this, or starts at it
 * @param to the recording starts before this
 * @param statuses one of them is the recording's or one of its chunks'; empty means any
 * @param limit most recordings to find
 */
public record RecordingCriteria(
    @Nullable String recordingId,
    @Nullable String callId,
    @Nullable String participant,
    @Nullable Instant from,
    @Nullable Instant to,
    Set<SoughtStatus> statuses,
    int limit) {

  public static final int DEFAULT_LIMIT = 100;
  public static final int GREATEST_LIMIT = 10_000;

  /** Those that leave everything open. */
  public static final RecordingCriteria NEWEST =
      new RecordingCriteria(null, null, null, null, null, Set.of(), DEFAULT_LIMIT);

  /**
   * @throws IllegalArgumentException if one means nothing; the message names the option of {@code
   *     find}
   */
  public RecordingCriteria {
    statuses = Set.copyOf(statuses);
    requireText("--recording", recordingId);
    requireText("--call", callId);
    requireText("--participant", participant);
    if (from != null && to != null && !from.isBefore(to)) {
      throw new IllegalArgumentException(
          "--from %s is not before --to %s, and what begins at --to is not meant: give a later --to"
              .formatted(from, to));
    }
    if (limit < 1 || limit > GREATEST_LIMIT) {
      throw new IllegalArgumentException(
          "--limit %d: must be 1 to %d".formatted(limit, GREATEST_LIMIT));
    }
  }

  private static void requireText(String option, @Nullable String value) {
    if (value != null && value.isBlank()) {
      throw new IllegalArgumentException(option + " is empty: give a value, or leave it out");
    }
  }
}
