package org.recordingarchiver.source;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a {@code Range} header asks for.
 *
 * @param end the byte after the last one
 * @param isClosed whether the header names the last byte, as for those around a seam
 */
record AskedRange(long from, long end, boolean isClosed) {

  private static final Pattern FORM = Pattern.compile("bytes=(\\d{1,9})-(\\d{0,9})");

  /** Null if the header is missing, and for ranges that this project never asks for. */
  static @Nullable AskedRange of(@Nullable String header, long size) {
    Matcher matcher = FORM.matcher(String.valueOf(header));
    if (!matcher.matches()) {
      return null;
    }
    boolean closed = !matcher.group(2).isEmpty();
    long end = closed ? Long.parseLong(matcher.group(2)) + 1 : size;
    return new AskedRange(Long.parseLong(matcher.group(1)), Math.min(end, size), closed);
  }
}
