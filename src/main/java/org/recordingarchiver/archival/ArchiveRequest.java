package org.recordingarchiver.archival;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What one batch is asked to do.
 *
 * @param limit at most so many chunks, or null for {@code archiver.archive.batch-size}
 * @param maxDuration no new chunks after so long, or null for {@code archiver.archive.max-duration}
 * @param keepSource keep the sources of all chunks taken, now and in later runs
 */
public record ArchiveRequest(
    @Nullable Integer limit, @Nullable Duration maxDuration, boolean keepSource) {

  public ArchiveRequest {
    if (limit != null && limit < 1) {
      throw new IllegalArgumentException("--limit " + limit + ": must be at least 1");
    }
    if (maxDuration != null && !maxDuration.isPositive()) {
      throw new IllegalArgumentException(
          "--max-duration " + maxDuration + ": must be longer than 0");
    }
  }

  /** A batch within the limits of the settings. */
  public static ArchiveRequest usual() {
    return new ArchiveRequest(null, null, false);
  }
}
