package org.recordingarchiver.archival;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How a batch works.
 *
 * @param batchSize at most so many chunks in one batch, at least 1
 * @param maxDuration no new chunks once a run has lasted so long, 1 s to 365 d
 * @param lanes parallel workers, 1 to 256
 * @param deleteSource whether proved and sealed chunks are deleted at the source
 * @param deleteMismatch what to do when {@code deleteLocation} names another object than {@code
 *     contentLocation}
 * @param lease how long a run may be silent before another takes over, 5 s to 1 d
 * @param exclusive whether only one run at a time may work on this database
 */
@Validated
@ConfigurationProperties("archiver.archive")
record ArchiveSettings(
    @DefaultValue("1000") @Min(1) int batchSize,
    @DefaultValue("30m") @DurationMin(seconds = 1) @DurationMax(days = 365) Duration maxDuration,
    @DefaultValue("32") @Min(1) @Max(256) int lanes,
    @DefaultValue("true") boolean deleteSource,
    @DefaultValue("block") DeleteMismatch deleteMismatch,
    @DefaultValue("60s") @DurationMin(seconds = 5) @DurationMax(days = 1) Duration lease,
    @DefaultValue("true") boolean exclusive) {

  /** What a {@code deleteLocation} of another object means. */
  enum DeleteMismatch {
    /** The source stays, and the chunk says why. */
    BLOCK,
    /** It is deleted all the same. */
    WARN
  }
}
