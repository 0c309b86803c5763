package org.recordingarchiver.ledger;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long the source keeps a chunk.
 *
 * @param retention time from a recording's announcement until ACS drops it
 * @param atRisk a chunk that is not archived is at risk once its slack is shorter than this
 */
@ConfigurationProperties("archiver.source")
public record RetentionSettings(
    @DefaultValue("24h") Duration retention, @DefaultValue("6h") Duration atRisk) {

  private static final Duration MOST = Duration.ofDays(36_500);

  public RetentionSettings {
    if (!retention.isPositive()) {
      throw new IllegalArgumentException("retention " + retention + ": must be longer than 0");
    }
    if (atRisk.isNegative()) {
      throw new IllegalArgumentException("at-risk " + atRisk + ": must not be negative");
    }
    requireCountable("retention ", retention);
    requireCountable("at-risk ", atRisk);
  }

  private static void requireCountable(String name, Duration duration) {
    if (duration.compareTo(MOST) > 0) {
      throw new IllegalArgumentException(name + duration + ": must be at most 36500d");
    }
  }
}
