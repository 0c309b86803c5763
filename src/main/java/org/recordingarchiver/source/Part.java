package org.recordingarchiver.source;

import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The place in the object that the body of an answer belongs to.
 *
 * @param end the byte after the last one, {@link #UNKNOWN} if only the end of the body tells
 * @param total length of the object, {@link #UNKNOWN} if the answer does not name it
 */
record Part(long start, long end, long total) {

  static final long UNKNOWN = -1;

  /** The whole object: a 200, which may carry a {@code Content-Range} too (WIRE.md 1.9). */
  static Part whole(Answer answer) throws Unsuccessful {
    long length = answer.body().contentLength();
    Optional<ContentRange> range =
        ContentRange.of(answer).filter(named -> named.total() != UNKNOWN);
    if (range.isEmpty()) {
      return new Part(0, length, length);
    }
    if (!range.get().isWhole() || (length != UNKNOWN && length != range.get().total())) {
      throw new Unsuccessful(
          new Failure.Truncated(
              "%s with Content-Length %s but Content-Range %s: they contradict each other"
                  .formatted(
                      answer.summary(), length == UNKNOWN ? "unknown" : length, range.get())));
    }
    return new Part(0, range.get().end(), range.get().total());
  }

  /** A 206, or null if it does not say clearly which bytes it has. */
  static @Nullable Part ranged(Answer answer) {
    long length = answer.body().contentLength();
    return ContentRange.of(answer)
        .filter(range -> !hasSeveralParts(answer))
        .filter(range -> range.length() > 0)
        .filter(range -> length == UNKNOWN || length == range.length())
        .map(range -> new Part(range.start(), range.end(), range.total()))
        .orElse(null);
  }

  /** {@code multipart/byteranges}: the body has headers of its own (RFC 9110, section 14.6). */
  private static boolean hasSeveralParts(Answer answer) {
    String type = answer.header("Content-Type");
    return type != null && type.strip().toLowerCase(Locale.ROOT).startsWith("multipart/");
  }

  /** Whether this part goes on where {@code received} bytes of {@code known} in all ended. */
  boolean continues(long received, long known) {
    return start == received
        && (known == UNKNOWN || known == total || (total == UNKNOWN && end <= known));
  }
}
