package org.recordingarchiver.faults;

import java.io.IOException;
import java.util.List;

/** Answers to a range that are not what was asked for. */
final class WrongRanges {

  private static final String[] CAUSES = {"TRUNCATED", "UNREACHABLE"};

  private WrongRanges() {}

  static List<Fault> all() {
    return List.of(
        Fault.of("206 to no range", WrongRanges::unasked),
        Fault.of("206 with half of what was asked", WrongRanges::half, CAUSES),
        Fault.ofRange("200 to a range", x -> x.answer(Reply.of(200, x.truth()))),
        Fault.ofRange("416 with the true total", x -> unsatisfiable(x, 0), CAUSES),
        Fault.ofRange("416 with a wrong total", x -> unsatisfiable(x, 1), CAUSES),
        Fault.ofRange("416 without a total", x -> x.answer(Reply.of(416)), CAUSES),
        Fault.ofRange(
            "416 that says all came",
            WrongRanges::allCame,
            "TRUNCATED",
            "UNREACHABLE",
            "MEDIA_DAMAGED"),
        Fault.ofRange("206 that starts a byte late", x -> displaced(x, 1), CAUSES),
        Fault.ofRange("206 that starts at 0", x -> displaced(x, -x.request().from()), CAUSES),
        Fault.ofRange("206 with another total", WrongRanges::otherTotal, CAUSES),
        Fault.ofRange(
            "206 without Content-Range",
            x -> x.answer(x.healthy().without("Content-Range")),
            CAUSES),
        Fault.ofRange("206 with a garbled Content-Range", WrongRanges::garbled, CAUSES),
        Fault.ofRange("206 with a total of *", WrongRanges::noTotal),
        Fault.ofRange("206 of the right range, shifted forth", x -> shifted(x, 1), CAUSES),
        Fault.ofRange("206 of the right range, shifted back", x -> shifted(x, -1), CAUSES),
        Fault.ofRange("206 shorter than its range", WrongRanges::shorter, CAUSES),
        Fault.ofRange(
            "206 with the whole body", x -> x.answer(x.healthy().body(x.truth())), CAUSES),
        Fault.ofRange(
            "206 without a byte",
            x -> x.answer(x.healthy().body(new byte[0])),
            "TRUNCATED",
            "UNREACHABLE",
            "EMPTY"),
        Fault.of("content changes between answers", WrongRanges::otherContent, CAUSES)
            .showingAfter(3),
        Fault.of("content and total change between answers", WrongRanges::otherRecording, CAUSES)
            .showingAfter(3));
  }

  private static void unasked(Exchange x) throws IOException {
    byte[] truth = x.truth();
    x.answer(Reply.part(truth, x.request().from(), truth.length, truth.length));
  }

  private static void half(Exchange x) throws IOException {
    byte[] truth = x.truth();
    int from = x.request().from();
    x.answer(Reply.part(truth, from, from + Math.max(1, (truth.length - from) / 2), truth.length));
  }

  private static void unsatisfiable(Exchange x, int more) throws IOException {
    x.answer(Reply.of(416).header("Content-Range", "bytes */" + (x.truth().length + more)));
  }

  private static void allCame(Exchange x) throws IOException {
    x.answer(Reply.of(416).header("Content-Range", "bytes */" + x.request().from()));
  }

  private static void displaced(Exchange x, int by) throws IOException {
    byte[] truth = x.truth();
    int from = Math.min(x.request().from() + by, truth.length - 1);
    x.answer(Reply.part(truth, from, truth.length, truth.length));
  }

  private static void otherTotal(Exchange x) throws IOException {
    byte[] truth = x.truth();
    int more = x.random().nextInt(1, 1000);
    x.answer(Reply.part(truth, x.request().from(), truth.length, truth.length + more));
  }

  private static void garbled(Exchange x) throws IOException {
    String[] forms = {
      "bytes", "bytes x-y/z", "octets 0-1/2", "bytes 5-3/10", "0-9/10", "bytes 1-2", "bytes -1-5/10"
    };
    x.answer(x.healthy().header("Content-Range", forms[x.random().nextInt(forms.length)]));
  }

  private static void noTotal(Exchange x) throws IOException {
    int from = x.request().from();
    int end = x.request().to(x.truth().length);
    x.answer(x.healthy().header("Content-Range", "bytes %d-%d/*".formatted(from, end - 1)));
  }

  /** Right headers, right length, other bytes: what only a look at the seam can tell. */
  private static void shifted(Exchange x, int by) throws IOException {
    byte[] wrong = Exchange.shifted(x.truth(), by);
    x.answer(Reply.asked(x.request(), wrong));
  }

  private static void shorter(Exchange x) throws IOException {
    Reply reply = x.healthy();
    x.answer(reply.body(Exchange.start(reply.body(), reply.body().length / 2)));
  }

  /** The object was replaced by one of the same length: each answer to a range is of another. */
  private static void otherContent(Exchange x) throws IOException {
    mixed(x, x.sample().recordedAnew());
  }

  private static void otherRecording(Exchange x) throws IOException {
    mixed(x, x.other());
  }

  /**
   * No answer is whole: one that is can't be told from the truth without a second fetch. Nor is one
   * that is whole but for an index which all files of that kind share, as at the end of some MP4.
   */
  private static void mixed(Exchange x, Sample sample) throws IOException {
    Sample now = x.random().nextBoolean() ? sample : x.sample();
    Reply reply = Reply.asked(x.request(), now.bytes(x.part()));
    int length = x.request().isRanged() ? reply.body().length : reply.body().length / 2;
    x.wire().send(reply, length == 0 ? 0 : x.random().nextInt(length));
    x.wire().close();
  }
}
