package org.recordingarchiver.report;

import java.util.List;

/**
 * An answer to a search. The names of the components, and of what they hold, are those of {@code
 * find --json} and stay as they are: scripts rely on them.
 *
 * @param recordings newest first
 * @param more whether the limit left some out
 */
public record FoundRecordings(List<FoundRecording> recordings, boolean more) {

  public FoundRecordings {
    recordings = List.copyOf(recordings);
  }
}
