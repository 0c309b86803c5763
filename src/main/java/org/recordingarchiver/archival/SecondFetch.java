package org.recordingarchiver.archival;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.zip.CRC32C;

/**
 * Which chunks are fetched a second time.
 *
 * @param rate their share, 0 to 1
 */
record SecondFetch(double rate) {

  private static final double RANGE = 0x1p32;

  /** Reads {@code never}, {@code always} or a rate such as {@code 0.01}. */
  static SecondFetch named(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "never" -> new SecondFetch(0);
      case "always" -> new SecondFetch(1);
      default -> new SecondFetch(Double.parseDouble(text));
    };
  }

  /**
   * Whether this chunk is one of them: the same each time it is tried, so that two fetches that
   * differ are not got rid of by a third that is not looked at.
   */
  boolean isDue(String documentId) {
    CRC32C sum = new CRC32C();
    sum.update(documentId.getBytes(StandardCharsets.UTF_8));
    return sum.getValue() / RANGE < rate;
  }
}
