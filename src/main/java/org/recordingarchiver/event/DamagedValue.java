package org.recordingarchiver.event;

import java.io.IOException;

/**
 * Finds where a broken JSON object ends, so that what follows it can still be read. It ends with
 * whatever comes first: its balancing brace; a line that begins with another object and is indented
 * no deeper than its own first line; a brace where none may stand. If there is nothing of the kind,
 * it goes on to the end of the input, or to {@code limit}.
 */
final class DamagedValue {

  private final ByteWindow window;
  private final long broken;
  private final int indent;
  private int depth;
  private boolean string;
  private boolean escape;
  private boolean lineHasText = true;
  private int lineIndent;
  private boolean secretFollows;

  /**
   * @param window begins with the object
   * @param broken the first byte that can't belong to it
   */
  DamagedValue(ByteWindow window, long broken) {
    this.window = window;
    this.broken = broken;
    this.indent = window.indent();
  }

  /** The offset behind its last byte. */
  long end(int limit) throws IOException {
    long start = window.start();
    for (long offset = start; offset < start + limit; offset++) {
      int b = window.at(offset);
      if (b < 0 || (offset > start && beginsAnother(b, offset))) {
        return offset;
      }
      if (closes(b)) {
        return offset + 1;
      }
      note(b, offset);
    }
    return start + limit;
  }

  private boolean beginsAnother(int b, long offset) {
    if (b != '{' || string || secretFollows) {
      return false;
    }
    return offset == broken || (!lineHasText && lineIndent <= indent);
  }

  private boolean closes(int b) {
    if (string) {
      return false;
    }
    depth += b == '{' ? 1 : b == '}' ? -1 : 0;
    return depth == 0 && b == '}';
  }

  private void note(int b, long offset) throws IOException {
    if (b == '\n') {
      // JSON strings don't span lines: a quote that was never closed must not hide what follows.
      string = false;
      escape = false;
      lineHasText = false;
      lineIndent = 0;
    } else if (Bytes.isBlank(b)) {
      lineIndent++;
    } else {
      lineHasText = true;
      secretFollows = b == ':' && SecretName.isBefore(window, offset);
      quote(b);
    }
  }

  private void quote(int b) {
    if (escape) {
      escape = false;
    } else if (string && b == '\\') {
      escape = true;
    } else if (b == '"') {
      string = !string;
    }
  }
}
