package org.recordingarchiver.event;

/** What single bytes mean in JSON (RFC 8259). */
final class Bytes {

  private Bytes() {}

  static boolean isBlank(int b) {
    return b == ' ' || b == '\t' || b == '\r' || b == '\n';
  }

  /** Whether {@code b} can be part of a number, {@code true}, {@code false} or {@code null}. */
  static boolean isScalar(int b) {
    return (b >= '0' && b <= '9')
        || (b >= 'a' && b <= 'z')
        || (b >= 'A' && b <= 'Z')
        || b == '-'
        || b == '+'
        || b == '.';
  }

  /** A byte for people. */
  static String show(int b) {
    if (b < 0) {
      return "the end of the input";
    }
    return b > ' ' && b < 0x7F ? "'" + (char) b + "'" : "byte 0x%02X".formatted(b);
  }
}
