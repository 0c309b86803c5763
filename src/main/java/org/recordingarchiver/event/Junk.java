package org.recordingarchiver.event;

import java.io.IOException;

/**
 * Finds the end of what is neither an object nor an array: the end of its line, or the next object
 * on it; inside an array also the next comma or bracket. A secret's name and its value stay
 * together.
 */
final class Junk {

  private final ByteWindow window;
  private final boolean inArray;
  private boolean string;
  private boolean escape;
  private boolean secretFollows;

  Junk(ByteWindow window, boolean inArray) {
    this.window = window;
    this.inArray = inArray;
  }

  /** The offset behind its last byte that is not blank. */
  long end(int limit) throws IOException {
    long start = window.start();
    long end = start + 1;
    for (long offset = start; offset < start + limit; offset++) {
      int b = window.at(offset);
      if (offset > start && ends(b)) {
        return end;
      }
      if (!Bytes.isBlank(b)) {
        note(b);
        secretFollows = b == ':' && SecretName.isBefore(window, offset);
        end = offset + 1;
      }
    }
    return start + limit;
  }

  private boolean ends(int b) {
    if (b < 0 || secretFollows) {
      return b < 0;
    }
    if (string) {
      return b == '\n';
    }
    return b == '{' || b == '\n' || (inArray && (b == ',' || b == '[' || b == ']'));
  }

  private void note(int b) {
    if (escape) {
      escape = false;
    } else if (string && b == '\\') {
      escape = true;
    } else if (b == '"') {
      string = !string;
    }
  }
}
