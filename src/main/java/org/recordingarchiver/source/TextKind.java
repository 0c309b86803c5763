package org.recordingarchiver.source;

/** What the first bytes of a body look like. */
enum TextKind {
  HTML,
  JSON,
  /** Printable, but neither of them. */
  PLAIN,
  /** Not text, or nothing yet. */
  NONE;

  static TextKind of(byte[] bytes, int length) {
    int first = firstInk(bytes, length);
    if (first == length || !isText(bytes, first, length)) {
      return NONE;
    }
    return switch (bytes[first]) {
      case '<' -> HTML;
      case '{', '[' -> JSON;
      default -> PLAIN;
    };
  }

  /** Skips a byte order mark and white space. */
  private static int firstInk(byte[] bytes, int length) {
    int at =
        length >= 3 && bytes[0] == (byte) 0xEF && bytes[1] == (byte) 0xBB && bytes[2] == (byte) 0xBF
            ? 3
            : 0;
    while (at < length && Character.isWhitespace(bytes[at])) {
      at++;
    }
    return at;
  }

  private static boolean isText(byte[] bytes, int from, int to) {
    for (int at = from; at < to; at++) {
      if (bytes[at] >= 0 && bytes[at] < ' ' && !Character.isWhitespace(bytes[at])) {
        return false;
      }
    }
    return true;
  }
}
