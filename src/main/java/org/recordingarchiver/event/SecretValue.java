package org.recordingarchiver.event;

/** Finds the end of the value that begins at a place, also if it is broken off. */
final class SecretValue {

  private final byte[] body;
  private final int start;
  private final boolean tolerant;

  SecretValue(byte[] body, int start, boolean tolerant) {
    this.body = body;
    this.start = start;
    this.tolerant = tolerant;
  }

  int end() {
    int quote = start;
    while (quote < body.length && body[quote] == '\\') {
      quote++;
    }
    if (quote >= body.length) {
      return body.length;
    }
    byte first = body[quote];
    if (first == '"' || (tolerant && first == '\'')) {
      return stringEnd(quote, quote - start);
    }
    return first == '{' || first == '[' ? bracketsEnd(quote) : scalarEnd(quote);
  }

  /**
   * @param depth backslashes before the quote: 0 in JSON itself, 1 in JSON inside a string, …
   */
  private int stringEnd(int quote, int depth) {
    int backslashes = 0;
    for (int at = quote + 1; at < body.length; at++) {
      if (body[at] == '\\') {
        backslashes++;
        continue;
      }
      if (body[at] == body[quote]) {
        if (depth > 0 && backslashes < depth) {
          return at - backslashes; // the string around it ends here
        }
        if (depth == 0 ? backslashes % 2 == 0 : backslashes == depth) {
          return at + 1;
        }
      }
      backslashes = 0;
    }
    return body.length;
  }

  private int bracketsEnd(int open) {
    int depth = 0;
    for (int at = open; at < body.length; at++) {
      byte b = body[at];
      if (b == '"') {
        at = stringEnd(at, 0) - 1;
      } else if (b == '{' || b == '[') {
        depth++;
      } else if (b == '}' || b == ']') {
        depth--;
        if (depth == 0) {
          return at + 1;
        }
      }
    }
    return body.length;
  }

  private int scalarEnd(int from) {
    int at = from;
    while (at < body.length && !Bytes.isBlank(body[at]) && ",}]\"\\".indexOf(body[at]) < 0) {
      at++;
    }
    return at;
  }
}
