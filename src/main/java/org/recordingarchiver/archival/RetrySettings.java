package org.recordingarchiver.archival;

import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How a chunk's tries are spaced.
 *
 * @param firstDelay the wait after the first failed try
 * @param factor each further wait is so many times longer, at least 1
 * @param longestDelay no wait is longer but one that the source asks for
 * @param quickDelay the first wait for trouble that may be over in a moment, before a try counts as
 *     failed; the second is twice as long
 * @param attempts tries after which a cause that lies in the answer makes a chunk FAILED
 */
@Validated
@ConfigurationProperties("archiver.retry")
record RetrySettings(
    @DefaultValue("30s") @DurationMin(millis = 1) @DurationMax(days = 365) Duration firstDelay,
    @DefaultValue("2") @DecimalMin("1") double factor,
    @DefaultValue("30m") @DurationMin(millis = 1) @DurationMax(days = 365) Duration longestDelay,
    @DefaultValue("500ms") @DurationMin(millis = 1) @DurationMax(days = 1) Duration quickDelay,
    @DefaultValue("10") @Min(1) int attempts) {

  /** The wait after {@code tries} failed tries, without jitter. */
  Duration backoff(int tries) {
    double millis = firstDelay.toMillis() * Math.pow(factor, Math.max(0, tries - 1));
    return millis >= longestDelay.toMillis() ? longestDelay : Duration.ofMillis((long) millis);
  }
}
