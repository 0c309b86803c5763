package org.recordingarchiver.faults;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.recordingarchiver.faults.Reply.Framing;

/** Heads and bodies that break the rules of HTTP, and answers that take their time. */
final class WrongFraming {

  private static final String[] CAUSES = {"TRUNCATED", "UNREACHABLE", "SOURCE_ERROR"};

  private WrongFraming() {}

  static List<Fault> all() {
    return List.of(
        Fault.of("two lengths, the second too small", x -> twoLengths(x, 0, -7), CAUSES),
        Fault.of("two lengths, the first too small", x -> twoLengths(x, -7, 0), CAUSES),
        Fault.of(
            "a negative length", x -> x.answer(x.healthy().header("Content-Length", "-1")), CAUSES),
        Fault.of(
            "a length that is no number",
            x -> x.answer(x.healthy().header("Content-Length", "many")),
            CAUSES),
        Fault.of("a chunk of no size", x -> brokenChunk(x, "zz\r\n"), CAUSES),
        Fault.of("a chunk of negative size", x -> brokenChunk(x, "-5\r\n"), CAUSES),
        Fault.of("a chunk longer than it says", x -> misSized(x, -5), CAUSES),
        Fault.of("a chunk shorter than it says", x -> misSized(x, 5), CAUSES),
        Fault.of("no HTTP at all", WrongFraming::noise, CAUSES),
        Fault.of("slow first byte", WrongFraming::slowFirstByte),
        Fault.of("trickle", WrongFraming::trickle),
        Fault.of("chunked, and whole", x -> x.answer(x.healthy().framed(Framing.CHUNKED))),
        Fault.of("no length, and whole", WrongFraming::noLength),
        Fault.of("closes after a whole answer", WrongFraming::closes));
  }

  private static void twoLengths(Exchange x, int first, int second) throws IOException {
    Reply reply = x.healthy();
    int length = reply.body().length;
    x.answer(
        reply
            .header("Content-Length", String.valueOf(length + first))
            .moreHeader("Content-Length", String.valueOf(length + second)));
    x.wire().close();
  }

  private static void brokenChunk(Exchange x, String chunk) throws IOException {
    Reply reply = x.healthy().framed(Framing.CHUNKED);
    x.wire().send(reply, x.somewhereIn(reply.body()));
    x.wire().text(chunk);
    x.wire().close();
  }

  /** A chunk whose size is wrong, followed by a right one, so that framing is taken for bytes. */
  private static void misSized(Exchange x, int by) throws IOException {
    Reply reply = x.healthy().framed(Framing.CHUNKED);
    byte[] body = reply.body();
    int half = body.length / 2;
    String size = Integer.toHexString(Math.max(1, half + by));
    x.wire().send(reply, 0);
    x.wire().text(size + "\r\n");
    x.wire().bytes(Exchange.start(body, half));
    x.wire().text("\r\n" + Integer.toHexString(body.length - half) + "\r\n");
    x.wire().bytes(Arrays.copyOfRange(body, half, body.length));
    x.wire().close();
  }

  private static void noise(Exchange x) throws IOException {
    x.wire().bytes(x.noise(500));
    x.wire().text("\r\n\r\n");
    x.wire().close();
  }

  private static void slowFirstByte(Exchange x) throws IOException {
    x.pause(100);
    x.answerWell();
  }

  private static void trickle(Exchange x) throws IOException {
    Reply reply = x.healthy();
    int length = reply.body().length;
    int slow = Math.min(20, length);
    x.wire().send(reply, 0);
    for (int i = 0; i < slow; i++) {
      x.wire().piece(reply, i, i + 1);
      x.wire().flush();
      x.pause(5);
    }
    x.wire().piece(reply, slow, length);
    x.wire().flush();
  }

  private static void noLength(Exchange x) throws IOException {
    x.answer(x.healthy().framed(Framing.CLOSE));
  }

  private static void closes(Exchange x) throws IOException {
    x.answerWell();
    x.wire().close();
  }
}
