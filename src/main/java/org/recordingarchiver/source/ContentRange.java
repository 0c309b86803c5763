package org.recordingarchiver.source;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A {@code Content-Range} header (RFC 9110, section 14.4): of a part, whose total may be left open,
 * or with a star in place of the part for a range that can't be had.
 *
 * @param start first byte, or {@code total} if there is none
 * @param end the byte after the last one
 * @param total {@link Part#UNKNOWN} if a star stands in its place
 */
record ContentRange(long start, long end, long total) {

  private static final Pattern PART =
      Pattern.compile("bytes +(\\d{1,18})-(\\d{1,18})/(\\d{1,18}|\\*)", Pattern.CASE_INSENSITIVE);
  private static final Pattern NONE =
      Pattern.compile("bytes +\\*/(\\d{1,18})", Pattern.CASE_INSENSITIVE);

  static Optional<ContentRange> of(Answer answer) {
    // Several that agree are one; several that differ can't be parsed.
    List<String> ranges = answer.headers().values("Content-Range").stream().distinct().toList();
    return ranges.isEmpty() ? Optional.empty() : parse(String.join(", ", ranges));
  }

  static Optional<ContentRange> parse(@Nullable String header) {
    String text = header == null ? "" : header.strip();
    Matcher part = PART.matcher(text);
    Matcher none = NONE.matcher(text);
    if (part.matches()) {
      long total = part.group(3).equals("*") ? Part.UNKNOWN : number(part, 3);
      return Optional.of(new ContentRange(number(part, 1), number(part, 2) + 1, total))
          .filter(range -> range.start < range.end && range.fits(total));
    }
    return none.matches()
        ? Optional.of(new ContentRange(number(none, 1), number(none, 1), number(none, 1)))
        : Optional.empty();
  }

  /** Whether it lies in an object of that length, as far as that is known. */
  private boolean fits(long length) {
    return length == Part.UNKNOWN || end <= length;
  }

  long length() {
    return end - start;
  }

  boolean isWhole() {
    return start == 0 && end == total;
  }

  private static long number(Matcher matcher, int group) {
    return Long.parseLong(matcher.group(group));
  }

  @Override
  public String toString() {
    return "bytes %d-%d/%s".formatted(start, end - 1, total == Part.UNKNOWN ? "*" : total);
  }
}
