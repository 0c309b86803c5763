package org.recordingarchiver.event;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Times as ACS writes them: ISO 8601 with an offset, mostly with seven digits of fraction. */
final class EventTimes {

  private static final Pattern TOO_FINE = Pattern.compile("(\\.\\d{9})\\d+");
  private static final DateTimeFormatter FORMAT =
      new DateTimeFormatterBuilder()
          .parseCaseInsensitive()
          .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
          .appendPattern("[XXX][XX][X]")
          .toFormatter(Locale.ROOT)
          .withResolverStyle(ResolverStyle.STRICT);

  private static final int SECONDS_END = 19;
  private static final int LONGEST = SECONDS_END + 1 + 9;

  private EventTimes() {}

  /** Null if {@code text} is missing or is no moment in time. */
  static @Nullable Instant read(@Nullable String text) {
    if (text == null) {
      return null;
    }
    try {
      Instant usual = usual(text);
      if (usual != null) {
        return usual;
      }
      String time = TOO_FINE.matcher(text.strip()).replaceFirst("$1");
      return OffsetDateTime.parse(time, FORMAT).toInstant();
    } catch (DateTimeException e) {
      return null;
    }
  }

  /**
   * {@code 2026-01-05T07:00:00.1234567Z} with up to nine digits of fraction, null if it is of
   * another form. Nearly all times are of this one, and the formatter takes ten times as long.
   */
  private static @Nullable Instant usual(String text) {
    int last = text.length() - 1;
    if (last < SECONDS_END || last > LONGEST || text.charAt(last) != 'Z' || !hasMarks(text)) {
      return null;
    }
    long nanos = last == SECONDS_END ? 0 : number(text, SECONDS_END + 1, last);
    if (nanos < 0 || (last > SECONDS_END && text.charAt(SECONDS_END) != '.')) {
      return null;
    }
    for (int digits = last - SECONDS_END - 1; digits < 9; digits++) {
      nanos *= 10;
    }
    long[] parts = {
      number(text, 0, 4),
      number(text, 5, 7),
      number(text, 8, 10),
      number(text, 11, 13),
      number(text, 14, 16),
      number(text, 17, 19)
    };
    for (long part : parts) {
      if (part < 0) {
        return null;
      }
    }
    return LocalDateTime.of(
            (int) parts[0],
            (int) parts[1],
            (int) parts[2],
            (int) parts[3],
            (int) parts[4],
            (int) parts[5],
            (int) nanos)
        .toInstant(ZoneOffset.UTC);
  }

  private static boolean hasMarks(String text) {
    return text.charAt(4) == '-'
        && text.charAt(7) == '-'
        && text.charAt(10) == 'T'
        && text.charAt(13) == ':'
        && text.charAt(16) == ':';
  }

  /** Of digits alone, and at least one of them; otherwise -1. */
  private static long number(String text, int from, int to) {
    long number = from < to ? 0 : -1;
    for (int i = from; i < to && number >= 0; i++) {
      int digit = text.charAt(i) - '0';
      number = digit < 0 || digit > 9 ? -1 : number * 10 + digit;
    }
    return number;
  }
}
