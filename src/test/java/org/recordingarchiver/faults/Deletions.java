package org.recordingarchiver.faults;

import java.io.IOException;
import java.util.List;

/** Faults of DELETE. The causes are what a permit without a receipt may name. */
final class Deletions {

  private Deletions() {}

  static List<Fault> all() {
    return List.of(
        Fault.of("DELETE 404, and it is there", x -> x.answer(Reply.of(404))),
        Fault.of("DELETE 204", x -> x.answer(x.healthy().status(204))),
        Fault.of("DELETE 500", x -> x.answer(Reply.of(500)), "SOURCE_ERROR"),
        Fault.of(
            "DELETE 503", x -> x.answer(Reply.of(503).header("Retry-After", "1")), "SOURCE_ERROR"),
        Fault.of("DELETE 429", x -> x.answer(Reply.of(429)), "THROTTLED"),
        Fault.of("DELETE 401", x -> x.answer(Reply.of(401)), "UNAUTHORIZED"),
        Fault.of("DELETE 302 to another allowed host", Deletions::toOther),
        Fault.of("DELETE 302 to itself", x -> to(x, x.request().port()), "UNREACHABLE"),
        Fault.of("DELETE 302 to a forbidden host", x -> to(x, x.places().trap()), "REFUSED_URL"),
        Fault.of("DELETE 302 to another chunk", StrangeAnswers::toOtherChunk, "REFUSED_URL"),
        Fault.of("DELETE reset before it is done", x -> x.wire().reset(), "UNREACHABLE"),
        Fault.of("DELETE reset after it was done", x -> done(x, Wire::reset)),
        Fault.of("DELETE silent after it was done", x -> done(x, Wire::fallSilent)),
        Fault.of("DELETE answered 500 though done", Deletions::doneButFailed));
  }

  private interface End {
    void of(Wire wire) throws IOException;
  }

  private static void to(Exchange x, int port) throws IOException {
    x.answer(Reply.of(302).header("Location", Places.at(port, x.request().path())));
  }

  private static void toOther(Exchange x) throws IOException {
    if (x.request().port() == x.places().second()) {
      x.answerWell();
    } else {
      to(x, x.places().second());
    }
  }

  /** Once done, the next one is told 404. */
  private static void done(Exchange x, End end) throws IOException {
    if (x.remove().getAsBoolean()) {
      end.of(x.wire());
    } else {
      x.answer(Reply.of(404));
    }
  }

  private static void doneButFailed(Exchange x) throws IOException {
    x.answer(Reply.of(x.remove().getAsBoolean() ? 500 : 404));
  }
}
