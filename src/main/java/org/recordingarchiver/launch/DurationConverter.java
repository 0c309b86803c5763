package org.recordingarchiver.launch;

import java.time.Duration;
import org.springframework.boot.convert.DurationStyle;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Reads {@code 90s}, {@code 10m}, {@code 2h}, {@code 1d} or {@code PT10M}; a unit must be given.
 * Nothing over a hundred years.
 */
final class DurationConverter implements ITypeConverter<Duration> {

  private static final Duration MOST = Duration.ofDays(36_500);

  @Override
  public Duration convert(String text) {
    try {
      if (!text.matches("[+-]?\\d+")) {
        return bounded(text, DurationStyle.detectAndParse(text));
      }
    } catch (IllegalArgumentException | ArithmeticException _) {
      // Said below.
    }
    throw new TypeConversionException(
        "'" + text + "' is not a duration such as 90s, 10m, 2h or 1d");
  }

  private static Duration bounded(String text, Duration duration) {
    if (duration.abs().compareTo(MOST) > 0) {
      throw new TypeConversionException("'" + text + "' is too long: at most 36500d");
    }
    return duration;
  }
}
