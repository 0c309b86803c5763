package org.recordingarchiver.source;

import java.util.Locale;
import org.recordingarchiver.source.RecordingSource.Wanted;

/** Watches the first bytes of an object for something else in its place, such as an error page. */
final class FirstBytes {

  private static final int ENOUGH = 512;

  private final Wanted wanted;
  private final byte[] bytes = new byte[ENOUGH];
  private int length;

  FirstBytes(Wanted wanted) {
    this.wanted = wanted;
  }

  void restart() {
    length = 0;
  }

  /** Throws {@link Failure.NotMedia} if what came so far can't be the start of what is wanted. */
  void take(byte[] more, int count, Answer answer) throws Unsuccessful {
    if (length == ENOUGH) {
      return;
    }
    int taken = Math.min(count, ENOUGH - length);
    System.arraycopy(more, 0, bytes, length, taken);
    length += taken;
    TextKind found = TextKind.of(bytes, length);
    if (isIntruder(found, saysText(answer))) {
      throw new Unsuccessful(new Failure.NotMedia(message(answer, found)));
    }
  }

  private boolean isIntruder(TextKind found, boolean saysText) {
    return switch (found) {
      case HTML -> true;
      case JSON -> wanted == Wanted.CONTENT;
      // Text alone proves nothing; with the answer's own word it does.
      case PLAIN -> saysText && wanted == Wanted.CONTENT;
      case NONE -> false;
    };
  }

  private String message(Answer answer, TextKind found) {
    return "%s with %s in place of %s: %s"
        .formatted(
            answer.summary(),
            found == TextKind.PLAIN ? "text" : found,
            wanted == Wanted.CONTENT ? "media" : "metadata",
            Legible.line(bytes, length));
  }

  private static boolean saysText(Answer answer) {
    String type = answer.header("Content-Type");
    String folded = type == null ? "" : type.toLowerCase(Locale.ROOT);
    return folded.startsWith("text/") || folded.startsWith("application/json");
  }
}
