package org.recordingarchiver.source;

import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * What an answer that is no success says about itself. Its body may be empty, JSON, HTML or broken
 * (WIRE.md 1.9): it is quoted, never parsed.
 */
record Explanation(String text, boolean isEmpty, boolean isHtml) {

  private static final int MOST_BYTES = 2048;
  private static final int MOST_ID = 128;

  static Explanation of(Answer answer) {
    byte[] body = answer.beginning(MOST_BYTES);
    String quote = Legible.line(body, body.length);
    String text =
        answer.summary() + ids(answer) + (quote.isEmpty() ? " with an empty body" : ": " + quote);
    return new Explanation(
        text, quote.isEmpty(), TextKind.of(body, body.length) == TextKind.HTML || saysHtml(answer));
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
