package org.recordingarchiver.faults;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.recordingarchiver.faults.Reply.Framing;

/** Connections that end, or fall silent, before the answer does. */
final class BrokenBodies {

  private static final String[] CAUSES = {"TRUNCATED", "UNREACHABLE"};

  private BrokenBodies() {}

  static List<Fault> all() {
    List<Fault> all = new ArrayList<>();
    for (Framing framing : Framing.values()) {
      String how = framing == Framing.CLOSE ? "no length" : framing.name().toLowerCase(Locale.ROOT);
      all.add(Fault.of("reset in the body, " + how, x -> cut(x, framing, Wire::reset), CAUSES));
      all.add(
          Fault.of("silence in the body, " + how, x -> cut(x, framing, Wire::fallSilent), CAUSES));
    }
    all.add(
        Fault.of("close in the body, length", x -> cut(x, Framing.LENGTH, Wire::close), CAUSES));
    all.add(
        Fault.of("close in the body, chunked", x -> cut(x, Framing.CHUNKED, Wire::close), CAUSES));
    all.add(
        Fault.of(
            "close in the body, no length",
            x -> cut(x, Framing.CLOSE, Wire::close),
            "TRUNCATED",
            "EMPTY",
            "MEDIA_DAMAGED",
            "NOT_MEDIA",
            "UNREACHABLE"));
    all.add(
        Fault.of(
            "closed at the same byte, no length",
            BrokenBodies::sameByte,
            "TRUNCATED",
            "MEDIA_DAMAGED"));
    all.add(Fault.of("reset before the answer", x -> x.wire().reset(), "UNREACHABLE"));
    all.add(Fault.of("close before the answer", x -> x.wire().close(), "UNREACHABLE"));
    all.add(Fault.of("close in the head", BrokenBodies::inTheHead, "UNREACHABLE"));
    all.add(Fault.of("silence before the answer", x -> x.wire().fallSilent(), "UNREACHABLE"));
    return all;
  }

  private interface End {
    void of(Wire wire) throws IOException;
  }

  private static void cut(Exchange exchange, Framing framing, End end) throws IOException {
    Reply reply = exchange.healthy().framed(framing);
    if (framing == Framing.CLOSE) {
      reply.without("Content-Range");
    }
    exchange.wire().send(reply, exchange.somewhereIn(reply.body()));
    end.of(exchange.wire());
  }

  /** Ranges are ignored, so that the answer is the same each time. */
  private static void sameByte(Exchange exchange) throws IOException {
    byte[] truth = exchange.truth();
    exchange.answer(
        Reply.of(200, Exchange.start(truth, truth.length * 2 / 3)).framed(Framing.CLOSE));
  }

  private static void inTheHead(Exchange exchange) throws IOException {
    byte[] head = exchange.healthy().head();
    exchange.wire().bytes(Exchange.start(head, exchange.random().nextInt(1, head.length - 2)));
    exchange.wire().close();
  }
}
