package org.recordingarchiver.report;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * How someone who is described by a text is told from others.
 *
 * @param rawId the text itself
 * @param number its digits, null if it is no phone number
 * @param dialled those without the 00 of an international call, else equal to the number
 * @param name a regular expression of PostgreSQL for a display name that contains it, null if it is
 *     too long to be part of one
 */
record SoughtParticipant(
    String rawId, @Nullable String number, @Nullable String dialled, @Nullable String name) {

  private static final Pattern PHONE_NUMBER =
      Pattern.compile("(?:4:)?\\+?([0-9\\p{Z}\\t().\\-/\u2010-\u2015]+)(?:_[^_]*)?");
  private static final int LONGEST_NAME = 256;
  private static final int FEWEST_DIGITS = 3;

  /** Twice as many as E.164 allows; so many are in the index. */
  private static final int MOST_DIGITS = 32;

  static SoughtParticipant of(String text) {
    String rawId = text.strip();
    String number = number(rawId);
    String dialled = number != null && number.startsWith("00") ? number.substring(2) : number;
    return new SoughtParticipant(
        rawId, number, dialled, rawId.length() > LONGEST_NAME ? null : inAnyCase(rawId));
  }

  private static @Nullable String number(String text) {
    Matcher number = PHONE_NUMBER.matcher(text);
    if (!number.matches()) {
      return null;
    }
    String digits = number.group(1).replaceAll("[^0-9]", "");
    return digits.length() < FEWEST_DIGITS || digits.length() > MOST_DIGITS ? null : digits;
  }

  /** What letters differ only in case depends on the database's locale, unless they are listed. */
  private static String inAnyCase(String text) {
    return text.codePoints()
        .mapToObj(c ->
            IntStream.of(
                    c, Character.toLowerCase(c), Character.toUpperCase(c), Character.toTitleCase(c))
                .distinct()
                .mapToObj("\\U%08X"::formatted)
                .collect(Collectors.joining("", "[", "]")))
        .collect(Collectors.joining());
  }
}
