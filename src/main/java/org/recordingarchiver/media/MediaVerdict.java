package org.recordingarchiver.media;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What {@link MediaCheck} found in a file. */
public sealed interface MediaVerdict {

  /** As the bytes say, whatever the file is called; UNKNOWN if none of the three. */
  MediaFormat format();

  /**
   * All is there that the file itself says should be.
   *
   * @param duration how long it plays; null if that can't be told
   * @param warnings what is odd though nothing is missing, or why a missing end could not be seen;
   *     for people, usually empty
   */
  record Whole(MediaFormat format, @Nullable Duration duration, List<String> warnings)
      implements MediaVerdict {

    public Whole {
      warnings = List.copyOf(warnings);
    }
  }

  /**
   * Something is missing, broken, or no media at all.
   *
   * @param reason what, where (byte offset) and what was expected; for people
   */
  record Damaged(MediaFormat format, String reason) implements MediaVerdict {}
}
