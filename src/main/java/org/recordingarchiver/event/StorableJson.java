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
  private final StringBuilder out;
  private int at;

  private StorableJson(String json) {
    this.json = json;
    this.out = new StringBuilder(json.length());
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
        out.append(c);
        at++;
      }
    }
    return out.toString();
  }

  private void escape() {
    if (json.charAt(at + 1) != 'u') {
      copy(2);
      return;
    }
    char unit = unit(at);
    if (Character.isHighSurrogate(unit) && Character.isLowSurrogate(unit(at + 6))) {
      copy(12);
    } else if (unit == 0 || Character.isSurrogate(unit)) {
      out.append(REPLACEMENT);
      at += 6;
    } else {
      copy(6);
    }
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
    if (fits(json.substring(at, end))) {
      copy(end - at);
    } else {
      out.append('"');
      copy(end - at);
      out.append('"');
    }
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

  private void copy(int length) {
    out.append(json, at, at + length);
    at += length;
  }
}
