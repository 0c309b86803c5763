package org.recordingarchiver.ledger;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** Values from outside in a form that PostgreSQL can store. */
final class StorableText {

  private static final char REPLACEMENT = '\uFFFD';
  private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");
  private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999999Z");

  private StorableText() {}

  /** U+0000 and unpaired surrogates become U+FFFD. */
  static @Nullable String of(@Nullable String text) {
    if (text == null || !hasSuspect(text)) {
      return text;
    }
    StringBuilder storable = new StringBuilder(text.length());
    text.codePoints().forEach(c -> storable.appendCodePoint(isRefused(c) ? REPLACEMENT : c));
    return storable.toString();
  }

  /** In microseconds, as timestamptz has them, within the years 1 to 9999. */
  static @Nullable String of(@Nullable Instant time) {
    if (time == null) {
      return null;
    }
    Instant earliest = time.isBefore(EARLIEST) ? EARLIEST : time;
    Instant clamped = earliest.isAfter(LATEST) ? LATEST : earliest;
    return clamped.truncatedTo(ChronoUnit.MICROS).toString();
  }

  private static boolean hasSuspect(String text) {
    for (int at = 0; at < text.length(); at++) {
      char unit = text.charAt(at);
      if (unit == 0 || Character.isSurrogate(unit)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isRefused(int codePoint) {
    return codePoint == 0
        || (codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE);
  }
}
