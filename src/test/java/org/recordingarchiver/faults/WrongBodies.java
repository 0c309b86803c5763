package org.recordingarchiver.faults;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.recordingarchiver.faults.Reply.Framing;

/** Unbroken answers of success whose body is not the object. */
final class WrongBodies {

  private WrongBodies() {}

  static List<Fault> all() {
    return List.of(
        Fault.of(
            "shorter, with a length that fits", WrongBodies::shorter, "MEDIA_DAMAGED", "TRUNCATED"),
        Fault.of("longer than announced", WrongBodies::longer),
        Fault.of("empty 200", x -> x.answer(Reply.of(200)), "EMPTY"),
        Fault.of(
            "empty 200, chunked", x -> x.answer(Reply.of(200).framed(Framing.CHUNKED)), "EMPTY"),
        Fault.of(
            "empty 200, no length", x -> x.answer(Reply.of(200).framed(Framing.CLOSE)), "EMPTY"),
        Fault.of("204", x -> x.answer(Reply.of(204)), "EMPTY"),
        Fault.of("HTML with 200", x -> html(x, "text/html"), "NOT_MEDIA"),
        Fault.of(
            "HTML with 200 as octet-stream", x -> html(x, "application/octet-stream"), "NOT_MEDIA"),
        Fault.of("JSON with 200", WrongBodies::json, "NOT_MEDIA"),
        Fault.of("gzip, and says so", WrongBodies::gzip, "SOURCE_ERROR"),
        Fault.of(
            "HTML of the right length",
            WrongBodies::htmlOfRightLength,
            "NOT_MEDIA",
            "MEDIA_DAMAGED"));
  }

  private static void shorter(Exchange x) throws IOException {
    byte[] truth = x.truth();
    // JSON without the line end behind it is still whole.
    int most = x.part() == Part.METADATA ? truth.length - 3 : truth.length;
    x.answer(Reply.of(200, Exchange.start(truth, x.random().nextInt(1, most))));
  }

  private static void longer(Exchange x) throws IOException {
    Reply reply = x.healthy();
    x.wire().send(reply, reply.body().length);
    x.wire().bytes(x.noise(x.random().nextInt(1, 5000)));
    x.wire().flush();
    if (x.random().nextBoolean()) {
      x.wire().close();
    }
  }

  private static void html(Exchange x, String type) throws IOException {
    x.answer(Reply.of(200, type, "<!DOCTYPE html><html><body>Sign in</body></html>"));
  }

  private static void json(Exchange x) throws IOException {
    x.answer(Reply.of(200, "application/json", "{\"title\":\"Unwell\",\"status\":500}"));
  }

  private static void htmlOfRightLength(Exchange x) throws IOException {
    byte[] page = "<html><body>Sign in</body></html>".getBytes(StandardCharsets.UTF_8);
    x.answer(Reply.asked(x.request(), Exchange.start(page, x.truth().length)));
  }

  private static void gzip(Exchange x) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      out.write(x.truth());
    }
    x.answer(Reply.of(200, packed.toByteArray()).header("Content-Encoding", "gzip"));
  }
}
