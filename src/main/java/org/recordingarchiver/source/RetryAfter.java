package org.recordingarchiver.source;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import okhttp3.Headers;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/** How long an answer asks us to wait, in any of the forms that Azure and HTTP know. */
final class RetryAfter {

  private static final Pattern NUMBER = Pattern.compile("\\d+");

  /** As long as ACS keeps a recording: nobody means to wait longer. */
  private static final Duration LONGEST = Duration.ofDays(1);

  private static final String HEADER = "Retry-After";

  /** {@code Retry-After} under a name that OkHttp does not know. */
  private static final String HIDDEN = "archiver-retry-after";

  private RetryAfter() {}

  /**
   * Shows OkHttp a second in place of what the answer asks for. It would repeat a 408, and a 503
   * with 0, at once and by itself, and it throws at a number larger than an int.
   */
  static Response hidden(Response response) {
    Headers.Builder headers = response.headers().newBuilder().set(HEADER, "1");
    response.headers(HEADER).forEach(value -> headers.addUnsafeNonAscii(HIDDEN, value));
    return response.newBuilder().headers(headers.build()).build();
  }

  /** The longest of all that is named, at most a day; null if nothing is named that makes sense. */
  static @Nullable Duration of(Answer answer, Instant now) {
    List<Duration> waits = new ArrayList<>();
    for (String name : List.of("x-ms-retry-after-ms", "retry-after-ms")) {
      answer.headers().values(name).forEach(it -> add(waits, number(it, ChronoUnit.MILLIS)));
    }
    for (String value : answer.headers().values(HIDDEN)) {
      Duration seconds = number(value, ChronoUnit.SECONDS);
      add(waits, seconds == null ? until(value, answer, now) : seconds);
    }
    return waits.stream().max(Comparator.naturalOrder()).orElse(null);
  }

  private static void add(List<Duration> waits, @Nullable Duration wait) {
    if (wait != null) {
      waits.add(wait.compareTo(LONGEST) > 0 ? LONGEST : wait);
    }
  }

  private static @Nullable Duration number(String text, ChronoUnit unit) {
    String digits = text.strip();
    if (!NUMBER.matcher(digits).matches()) {
      return null;
    }
    return digits.length() > 9 ? LONGEST : Duration.of(Long.parseLong(digits), unit);
  }

  /** Counted from the answer's own date, if it has one: our clock may differ. */
  private static @Nullable Duration until(String text, Answer answer, Instant now) {
    Instant then = Headers.of("Date", text).getInstant("Date");
    if (then == null) {
      return null;
    }
    Instant date = answer.headers().getInstant("Date");
    Duration wait = Duration.between(date == null ? now : date, then);
    return wait.isNegative() ? Duration.ZERO : wait;
  }
}
