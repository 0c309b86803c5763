package org.recordingarchiver.faults;

import java.io.IOException;
import java.util.List;

/**
 * Unbroken answers that are sound in themselves, and yet not the chunk: only a second fetch ({@code
 * archiver.verify.second-fetch}) tells, and only if it is not deceived alike.
 */
final class Deceptions {

  private static final String[] CAUSES = {"TRUNCATED", "MEDIA_DAMAGED"};

  private Deceptions() {}

  static List<Fault> all() {
    return List.of(
        Fault.of("some bytes flipped, all else right", Deceptions::flipped, CAUSES),
        Fault.of("other noise in the same length", x -> of(x, x.sample().recordedAnew()), CAUSES),
        Fault.of("another chunk, its length right", x -> of(x, x.other()), CAUSES),
        Fault.of("longer, with a length that fits", Deceptions::withTail, CAUSES));
  }

  private static void flipped(Exchange x) throws IOException {
    Reply reply = x.healthy();
    for (int i = 0; i < 8 && reply.body().length > 0; i++) {
      reply.body()[x.somewhereIn(reply.body())] ^= 1;
    }
    x.answer(reply);
  }

  private static void of(Exchange x, Sample sample) throws IOException {
    x.answer(Reply.asked(x.request(), sample.bytes(x.part())));
  }

  private static void withTail(Exchange x) throws IOException {
    byte[] truth = x.truth();
    byte[] tail = x.noise(x.random().nextInt(1, 5000));
    byte[] both = Exchange.start(truth, truth.length + tail.length);
    System.arraycopy(tail, 0, both, truth.length, tail.length);
    x.answer(Reply.of(200, both));
  }
}
