package org.recordingarchiver.event;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
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

  private EventTimes() {}

  /** Null if {@code text} is missing or is no moment in time. */
  static @Nullable Instant read(@Nullable String text) {
    if (text == null) {
      return null;
    }
    try {
      String time = TOO_FINE.matcher(text.strip()).replaceFirst("$1");
      return OffsetDateTime.parse(time, FORMAT).toInstant();
    } catch (DateTimeException e) {
      return null;
    }
  }
}
