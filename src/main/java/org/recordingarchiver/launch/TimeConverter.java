package org.recordingarchiver.launch;

import static java.time.format.DateTimeFormatter.ISO_LOCAL_DATE;
import static java.time.format.DateTimeFormatter.ISO_LOCAL_TIME;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.TemporalAccessor;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Reads {@code 2026-01-05}, {@code 2026-01-05T07:30}, {@code 2026-01-05T07:30:00Z} or {@code
 * 2026-01-05T09:30+02:00}, also with a space for the T; UTC unless an offset is given, and a date
 * is its midnight.
 */
final class TimeConverter implements ITypeConverter<Instant> {

  private static final DateTimeFormatter TIME =
      new DateTimeFormatterBuilder()
          .parseCaseInsensitive()
          .append(ISO_LOCAL_DATE)
          .optionalStart()
          .appendLiteral('T')
          .append(ISO_LOCAL_TIME)
          .optionalStart()
          .appendOffsetId()
          .toFormatter()
          .withResolverStyle(ResolverStyle.STRICT);
  private static final int LAST_YEAR = 9999;

  @Override
  public Instant convert(String text) {
    try {
      LocalDateTime time = read(text.strip().replaceFirst("(?<=\\d) +(?=\\d)", "T"));
      if (time.getYear() >= 1 && time.getYear() <= LAST_YEAR) {
        return time.toInstant(ZoneOffset.UTC);
      }
    } catch (DateTimeException _) {
      // Said below.
    }
    throw new TypeConversionException(
        "'%s' is not a time; write it as 2026-01-05, 2026-01-05T07:30 or 2026-01-05T09:30+02:00 (UTC without an offset)"
            .formatted(text));
  }

  /** In UTC. */
  private static LocalDateTime read(String text) {
    TemporalAccessor time =
        TIME.parseBest(text, OffsetDateTime::from, LocalDateTime::from, LocalDate::from);
    return switch (time) {
      case OffsetDateTime exact -> exact.withOffsetSameInstant(ZoneOffset.UTC).toLocalDateTime();
      case LocalDateTime local -> local;
      default -> LocalDate.from(time).atStartOfDay();
    };
  }
}
