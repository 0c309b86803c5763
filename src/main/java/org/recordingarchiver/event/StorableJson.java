package org.recordingarchiver.event;

/**
 * Changes valid JSON text as little as needed for PostgreSQL's jsonb to take it. jsonb refuses
 * U+0000, escapes of half a surrogate pair, and numbers beyond its numeric type.
 */
final class StorableJson {

  private static final int LONGEST_NUMBER = 300;
  private static final int LARGEST_EXPONENT = 1000;
  private static final String REPLACEMENT = "\\uFFFD";

  private final String json;
  private final StringBuilder out = new StringBuilder();
  private int copied;
  private int at;

  private StorableJson(String json) {
    this.json = json;
  }

  static String of(String json) {
    return new StorableJson(json).rewrite();
  }

  private String rewrite() {
    boolean string = false;
    while (at < json.length()) {
      char c = json.charAt(at);
      if (string && c == '\\') {
        escape();
      } else if (!string && (c == '-' || (c >= '0' && c <= '9'))) {
        number();
      } else {
        string ^= c == '"';
        at++;
      }
    }
    return copied == 0 ? json : out.append(json, copied, json.length()).toString();
  }

  private void escape() {
    if (json.charAt(at + 1) != 'u') {
      at += 2;
      return;
    }
    char unit = unit(at);
    if (Character.isHighSurrogate(unit) && Character.isLowSurrogate(unit(at + 6))) {
      at += 12;
      return;
    }
    if (unit == 0 || Character.isSurrogate(unit)) {
      replace(6, REPLACEMENT);
    }
    at += 6;
  }

  /** The code unit that is escaped at {@code from}; 0 if there is no escape. */
  private char unit(int from) {
    return json.startsWith("\\u", from) ? (char) Integer.parseInt(json, from + 2, from + 6, 16) : 0;
  }

  private void number() {
    int end = at;
    while (end < json.length() && Bytes.isScalar(json.charAt(end))) {
      end++;
    }
    if (!fits(json.substring(at, end))) {
      replace(end - at, '"' + json.substring(at, end) + '"');
    }
    at = end;
  }

  private static boolean fits(String number) {
    if (number.length() > LONGEST_NUMBER) {
      return false;
    }
    int e = Math.max(number.indexOf('e'), number.indexOf('E'));
    if (e < 0) {
      return true;
    }
    String digits = number.substring(e + 1).replaceFirst("^[+-]?0*", "");
    return digits.length() < 5
        && (digits.isEmpty() || Integer.parseInt(digits) <= LARGEST_EXPONENT);
  }

  /** What stands at {@code at} is written as {@code text} instead. */
  private void replace(int length, String text) {
    out.append(json, copied, at).append(text);
    copied = at + length;
  }
}
