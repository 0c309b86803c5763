package org.recordingarchiver.source;

import java.io.IOException;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import okio.BufferedSource;

/**
 * What an answer that is no success says about itself. Its body may be empty, JSON, HTML or broken
 * (WIRE.md 1.9): it is quoted, never parsed.
 */
record Explanation(String text, boolean isEmpty, boolean isHtml) {

  private static final int MOST_BYTES = 2048;
  private static final int MOST_ID = 128;

  static Explanation of(Answer answer) {
    byte[] body = new byte[MOST_BYTES];
    int length = read(answer.body().source(), body);
    String quote = Legible.line(body, length);
    String text =
        answer.summary() + ids(answer) + (quote.isEmpty() ? " with an empty body" : ": " + quote);
    return new Explanation(
        text, quote.isEmpty(), TextKind.of(body, length) == TextKind.HTML || saysHtml(answer));
  }

  private static int read(BufferedSource source, byte[] body) {
    int length = 0;
    try {
      int read = 0;
      while (read >= 0 && length < body.length) {
        length += read;
        read = source.read(body, length, body.length - length);
      }
    } catch (IOException _) {
      // What came before the break is all there is to quote.
      return length;
    }
    return length;
  }

  private static boolean saysHtml(Answer answer) {
    String type = answer.header("Content-Type");
    return type != null && type.toLowerCase(Locale.ROOT).startsWith("text/html");
  }

  /** The ids by which Microsoft's support finds the request. */
  private static String ids(Answer answer) {
    String ids =
        StreamSupport.stream(answer.headers().spliterator(), false)
            .filter(header -> isId(header.getFirst().toLowerCase(Locale.ROOT)))
            .map(header -> header.getFirst() + " " + Legible.line(header.getSecond(), MOST_ID))
            .collect(Collectors.joining(", "));
    return ids.isEmpty() ? "" : " (" + ids + ")";
  }

  private static boolean isId(String header) {
    return (header.startsWith("x-ms-") && header.endsWith("-id"))
        || header.equals("traceid")
        || header.equals("ms-cv");
  }
}
