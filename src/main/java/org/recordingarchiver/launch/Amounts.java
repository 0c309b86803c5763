package org.recordingarchiver.launch;

import java.time.Duration;
import java.util.Locale;

/** Numbers as people read them. */
final class Amounts {

  private static final String[] UNITS = {"B", "kB", "MB", "GB", "TB", "PB"};

  private Amounts() {}

  /** For example {@code 1.2 GB}; a kilobyte has 1000 bytes. */
  static String bytes(long bytes) {
    double amount = bytes;
    int unit = 0;
    while (amount >= 999.5 && unit < UNITS.length - 1) {
      amount /= 1000;
      unit++;
    }
    String number = unit == 0 || amount >= 99.95 ? "%.0f" : "%.1f";
    return String.format(Locale.ROOT, number + " %s", amount, UNITS[unit]);
  }

  /** The two largest units, for example {@code 3 h 4 min}. */
  static String duration(Duration duration) {
    Duration length = duration.abs();
    if (length.toDays() > 0) {
      return length.toDays() + " d " + length.toHoursPart() + " h";
    }
    if (length.toHours() > 0) {
      return length.toHours() + " h " + length.toMinutesPart() + " min";
    }
    if (length.toMinutes() > 0) {
      return length.toMinutes() + " min " + length.toSecondsPart() + " s";
    }
    return length.toSeconds() + " s";
  }

  /** For example {@code 1 chunk}, {@code 3 chunks} or {@code 2 batches}. */
  static String count(long count, String thing) {
    String ending = thing.endsWith("ch") ? "es" : "s";
    return count + " " + thing + (count == 1 ? "" : ending);
  }
}
