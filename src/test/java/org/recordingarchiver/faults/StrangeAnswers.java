package org.recordingarchiver.faults;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/** What HTTP allows, or nearly, and clients seldom meet. */
final class StrangeAnswers {

  private static final String[] CAUSES = {"TRUNCATED", "UNREACHABLE"};

  private StrangeAnswers() {}

  static List<Fault> all() {
    return List.of(
        Fault.of("interim answers first", StrangeAnswers::interim),
        Fault.of("another answer behind the right one", StrangeAnswers::twoAnswers),
        Fault.of("multipart/byteranges", StrangeAnswers::multipart, CAUSES),
        Fault.of("a digest of something else", StrangeAnswers::otherDigest, CAUSES),
        Fault.of("302 to another chunk", StrangeAnswers::toOtherChunk, "REFUSED_URL"));
  }

  private static void interim(Exchange x) throws IOException {
    x.wire().text("HTTP/1.1 100 Continue\r\n\r\n");
    x.wire().text("HTTP/1.1 103 Early Hints\r\nContent-Length: 7\r\n\r\n");
    x.answerWell();
  }

  /** As if it were the answer to the next request of the connection. */
  private static void twoAnswers(Exchange x) throws IOException {
    x.answerWell();
    x.answer(Reply.of(200, x.other().bytes(x.part())));
  }

  private static void multipart(Exchange x) throws IOException {
    byte[] truth = x.truth();
    String head =
        "--here\r\nContent-Range: bytes %d-%d/%d\r\n\r\n"
            .formatted(x.request().from(), truth.length - 1, truth.length);
    byte[] first = head.getBytes(StandardCharsets.US_ASCII);
    byte[] body = Exchange.start(first, first.length + truth.length);
    System.arraycopy(truth, 0, body, first.length, truth.length);
    x.answer(Reply.of(206, body).header("Content-Type", "multipart/byteranges; boundary=here"));
  }

  private static void otherDigest(Exchange x) throws IOException {
    String digest = Base64.getEncoder().encodeToString(x.noise(32));
    x.answer(x.healthy().header("Repr-Digest", "sha-256=:" + digest + ":"));
  }

  static void toOtherChunk(Exchange x) throws IOException {
    String path = x.part().path(x.other().documentId());
    x.answer(Reply.of(302).header("Location", Places.at(x.places().second(), path)));
  }
}
