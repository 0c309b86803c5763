package org.recordingarchiver.simulator;

import java.time.Duration;
import java.util.Locale;

/**
 * A recorded file that plays.
 *
 * @param channels how many voices are kept apart; 1 means mixed
 * @param duration how long it plays, to the millisecond
 */
public record Media(Format format, int channels, Duration duration, Payload content) {

  /** What ACS can record. */
  public enum Format {
    WAV,
    MP3,
    MP4;

    /** As metadata spells it. */
    String inMetadata() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** As events spell it. */
    String inEvents() {
      return name().charAt(0) + inMetadata().substring(1);
    }
  }

  boolean isVideo() {
    return format == Format.MP4;
  }

  boolean isUnmixed() {
    return channels > 1;
  }
}
