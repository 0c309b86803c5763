package org.recordingarchiver.faults;

import java.io.IOException;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Answers that say themselves that something is wrong. */
final class Statuses {

  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM uuuu HH:mm:ss 'GMT'", Locale.US);
  private static final String HTML = "<html><body>Bad Gateway</body></html>";

  private Statuses() {}

  static List<Fault> all() {
    List<Fault> all = new ArrayList<>();
    for (int status : new int[] {408, 425, 500, 502, 503, 504}) {
      all.add(Fault.of(String.valueOf(status), x -> refuse(x, status), "SOURCE_ERROR"));
    }
    all.add(Fault.of("429", x -> refuse(x, 429), "THROTTLED"));
    all.add(
        Fault.of("400 with HTML", x -> x.answer(Reply.of(400, "text/html", HTML)), "SOURCE_ERROR"));
    all.add(Fault.of("400 without a body", x -> x.answer(Reply.of(400)), "SOURCE_ERROR"));
    all.add(Fault.of("401", x -> x.answer(Reply.of(401)), "UNAUTHORIZED"));
    all.add(Fault.of("403", x -> x.answer(Reply.of(403)), "UNAUTHORIZED"));
    all.add(Fault.of("404", x -> x.answer(Reply.of(404)), "NOT_FOUND", "EXPIRED"));
    all.add(Fault.of("410", x -> x.answer(Reply.of(410)), "NOT_FOUND", "EXPIRED"));
    all.add(
        Fault.of("416 to everything", x -> x.answer(Reply.of(416)), "SOURCE_ERROR", "TRUNCATED"));
    all.add(Fault.of("503 with the content as its body", Statuses::contentInError, "SOURCE_ERROR"));
    return all;
  }

  private static void refuse(Exchange x, int status) throws IOException {
    Reply reply = Reply.of(status, "text/html", HTML);
    switch (x.random().nextInt(9)) {
      case 0 -> reply.header("Retry-After", "0");
      case 1 -> reply.header("Retry-After", "1");
      case 2 -> reply.header("Retry-After", DATE.format(now().plus(Duration.ofSeconds(1))));
      case 3 -> reply.header("Retry-After", DATE.format(now().minus(Duration.ofDays(1))));
      case 4 -> reply.header("retry-after-ms", "200");
      case 5 -> reply.header("x-ms-retry-after-ms", "200");
      case 6 -> reply.header("Retry-After", "-5");
      case 7 -> reply.header("Retry-After", "99999999999999999999");
      default -> reply.without("Retry-After");
    }
    x.answer(reply);
  }

  private static void contentInError(Exchange x) throws IOException {
    x.answer(x.healthy().status(503));
  }

  private static ZonedDateTime now() {
    return ZonedDateTime.now(ZoneOffset.UTC);
  }
}
