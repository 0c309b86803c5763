package org.recordingarchiver.event;

import java.io.IOException;

/** Recognises the field {@code incomingCallContext}, however it is quoted or escaped. */
final class SecretName {

  private static final int LONGEST = 200; // all letters escaped, quotes, some white space
  private static final String NAME = "incomingcallcontext";

  private final byte[] body;
  private final boolean tolerant;

  SecretName(byte[] body, boolean tolerant) {
    this.body = body;
    this.tolerant = tolerant;
  }

  /** Whether the colon at {@code offset} makes a field of the name before it. */
  static boolean isBefore(ByteWindow window, long offset) throws IOException {
    int length = (int) Math.min(LONGEST, offset - window.start());
    byte[] before = new byte[length];
    for (int i = 0; i < length; i++) {
      before[i] = (byte) window.at(offset - length + i);
    }
    return new SecretName(before, true).isLast();
  }

  /** Whether a name can begin with this byte; most can't, and are not looked at any further. */
  static boolean canBegin(byte b) {
    return (b | 0x20) == 'i' || b == '\\';
  }

  private boolean isLast() {
    for (int at = 0; at < body.length; at++) {
      int end = nameEnd(at);
      if (end >= 0 && skipBlank(skipQuote(end)) == body.length) {
        return true;
      }
    }
    return false;
  }

  /** Where the value begins of the field whose name begins at {@code at}; -1 if none does. */
  int valueAfter(int at) {
    int end = nameEnd(at);
    if (end < 0 || (!tolerant && (byteAt(at - 1) != '"' || skipQuote(end) == end))) {
      return -1;
    }
    int colon = skipBlank(skipQuote(end));
    boolean names = byteAt(colon) == ':' || (tolerant && byteAt(colon) == '=');
    return names ? skipBlank(colon + 1) : -1;
  }

  private int nameEnd(int at) {
    if (at < 0 || at >= body.length || !canBegin(body[at])) {
      return -1;
    }
    int end = at;
    for (int i = 0; i < NAME.length(); i++) {
      end = letterEnd(i == 0 ? end : skipNul(end), NAME.charAt(i));
      if (end < 0) {
        return -1;
      }
    }
    return skipNul(end);
  }

  private int letterEnd(int at, char letter) {
    if (byteAt(at) != '\\') {
      return (byteAt(at) | 0x20) == letter ? at + 1 : -1;
    }
    int u = skipBackslashes(at);
    if (byteAt(u) != 'u' || u + 5 > body.length) {
      return -1;
    }
    int code = 0;
    for (int i = u + 1; i < u + 5; i++) {
      code = code * 16 + Character.digit(body[i], 16);
    }
    return (code | 0x20) == letter ? u + 5 : -1;
  }

  private int skipQuote(int at) {
    int quote = skipBackslashes(at);
    boolean quoted = byteAt(quote) == '"' || (tolerant && byteAt(quote) == '\'');
    return quoted ? skipNul(quote + 1) : at;
  }

  private int skipBlank(int from) {
    int at = from;
    while (true) {
      int next = skipBackslashes(at);
      if (next > at && "nrt".indexOf(byteAt(next)) >= 0) {
        at = next + 1;
      } else if (Bytes.isBlank(byteAt(at)) || skipNul(at) > at) {
        at++;
      } else {
        return at;
      }
    }
  }

  private int skipBackslashes(int from) {
    int at = from;
    while (byteAt(at) == '\\') {
      at++;
    }
    return at;
  }

  /** UTF-16 has a NUL beside every ASCII byte; in JSON there is none. */
  private int skipNul(int at) {
    return tolerant && byteAt(at) == 0 ? at + 1 : at;
  }

  private int byteAt(int at) {
    return at >= 0 && at < body.length ? body[at] : -1;
  }
}
