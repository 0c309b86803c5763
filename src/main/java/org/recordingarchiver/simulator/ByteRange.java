package org.recordingarchiver.simulator;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A {@code Range} header, resolved against a length: first and last byte, inclusive. */
record ByteRange(long first, long last) {

  private static final Pattern BYTES = Pattern.compile("bytes=(\\d{1,18})-(\\d{0,18})");

  /**
   * The range asked for, its end clamped; null without a header and for one that makes no sense.
   */
  static @Nullable ByteRange of(@Nullable String header, long length) {
    Matcher matcher = BYTES.matcher(header == null ? "" : header);
    if (!matcher.matches()) {
      return null;
    }
    long first = Long.parseLong(matcher.group(1));
    long last = matcher.group(2).isEmpty() ? length - 1 : Long.parseLong(matcher.group(2));
    boolean backwards = !matcher.group(2).isEmpty() && last < first;
    return backwards ? null : new ByteRange(first, Math.min(last, length - 1));
  }

  boolean beginsWithin(long length) {
    return first < length;
  }

  long count() {
    return last - first + 1;
  }
}
