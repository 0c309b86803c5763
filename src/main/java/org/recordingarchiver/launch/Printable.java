package org.recordingarchiver.launch;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Text from outside, made harmless for a terminal: nothing in it moves the cursor, ends the line,
 * turns the direction of reading, or is invisible.
 */
final class Printable {

  private static final Pattern SPACE = Pattern.compile("[\\p{Z}\\t\\r\\n]+");
  private static final Pattern HARMFUL = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Co}\\p{Cn}]");
  private static final Pattern HARMFUL_IN_JSON =
      Pattern.compile("[\\x7f-\\x9f\\p{Cf}\u2028\u2029]");
  private static final String REPLACEMENT = "\uFFFD";

  private Printable() {}

  /** On one line; what can't be shown becomes U+FFFD. */
  static String line(String text) {
    String line = SPACE.matcher(text).replaceAll(" ").strip();
    return HARMFUL.matcher(line).replaceAll(REPLACEMENT);
  }

  /**
   * The same, with at most so many characters, the last of them an ellipsis if some are left out.
   */
  static String line(String text, int most) {
    String line = line(text);
    return length(line) <= most
        ? line
        : line.substring(0, line.offsetByCodePoints(0, most - 1)).stripTrailing() + "…";
  }

  /** Columns that a line takes on a terminal, as long as all its characters are of one width. */
  static int length(String line) {
    return line.codePointCount(0, line.length());
  }

  /**
   * A JSON text with the same meaning. JSON has only the first 32 control characters escaped; all
   * others are within strings, where an escape may stand for any character.
   */
  static String json(String json) {
    return HARMFUL_IN_JSON.matcher(json).replaceAll(found -> escaped(found.group()));
  }

  private static String escaped(String text) {
    StringBuilder escaped = new StringBuilder();
    text.chars().forEach(unit -> escaped.append(String.format(Locale.ROOT, "\\\\u%04x", unit)));
    return escaped.toString();
  }
}
