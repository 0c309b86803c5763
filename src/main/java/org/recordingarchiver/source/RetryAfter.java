package org.recordingarchiver.source;

import java.time.Duration;
import java.time.Instant;
import java.util.regex.Pattern;
import okhttp3.Headers;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/** How long an answer asks us to wait, in any of the forms that Azure and HTTP know. */
final class RetryAfter {

  private static final Pattern NUMBER = Pattern.compile("\\d{1,9}");

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
    String value = response.header(HEADER);
    if (value != null) {
      headers.addUnsafeNonAscii(HIDDEN, value);
    }
    return response.newBuilder().headers(headers.build()).build();
  }

  static @Nullable Duration of(Answer answer, Instant now) {
    for (String name : new String[] {"x-ms-retry-after-ms", "retry-after-ms"}) {
      String millis = answer.header(name);
      if (isNumber(millis)) {
        return Duration.ofMillis(Long.parseLong(millis));
      }
    }
    String seconds = answer.header(HIDDEN);
    return isNumber(seconds)
        ? Duration.ofSeconds(Long.parseLong(seconds))
        : until(answer.headers().getInstant(HIDDEN), answer, now);
  }

  /** Counted from the answer's own date, if it has one: our clock may differ. */
  private static @Nullable Duration until(@Nullable Instant then, Answer answer, Instant now) {
    if (then == null) {
      return null;
    }
    Instant date = answer.headers().getInstant("Date");
    Duration wait = Duration.between(date == null ? now : date, then);
    return wait.isNegative() ? Duration.ZERO : wait;
  }

  private static boolean isNumber(@Nullable String text) {
    return text != null && NUMBER.matcher(text).matches();
  }
}
