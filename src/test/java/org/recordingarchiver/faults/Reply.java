package org.recordingarchiver.faults;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** An answer that is still to be written: what its head says need not be what its body is. */
final class Reply {

  /** How the end of the body is told. */
  enum Framing {
    LENGTH,
    CHUNKED,
    /** By the end of the connection. */
    CLOSE
  }

  private int status;
  private final List<String> headers = new ArrayList<>();
  private byte[] body;
  private Framing framing = Framing.LENGTH;

  private Reply(int status, byte[] body) {
    this.status = status;
    this.body = body;
  }

  static Reply of(int status) {
    return new Reply(status, new byte[0]);
  }

  static Reply of(int status, byte[] body) {
    return new Reply(status, body);
  }

  static Reply of(int status, String type, String body) {
    return new Reply(status, body.getBytes(StandardCharsets.UTF_8)).header("Content-Type", type);
  }

  /** What was asked for: 200 with all of it, 206 with the range, 416 if there is no such range. */
  static Reply asked(Request request, byte[] all) {
    if (!request.isRanged()) {
      return of(200, all);
    }
    return request.from() < all.length
        ? part(all, request.from(), request.to(all.length), all.length)
        : of(416).header("Content-Range", "bytes */" + all.length);
  }

  /** 206 with the bytes from {@code from} to before {@code to}; 416 if there are none. */
  static Reply part(byte[] all, int from, int to, int total) {
    if (from >= all.length) {
      return of(416).header("Content-Range", "bytes */" + total);
    }
    return of(206, Arrays.copyOfRange(all, from, to))
        .header("Content-Range", "bytes %d-%d/%d".formatted(from, to - 1, total));
  }

  Reply header(String name, String value) {
    headers.removeIf(line -> line.startsWith(name + ":"));
    return moreHeader(name, value);
  }

  /** A header that may stand there already. */
  Reply moreHeader(String name, String value) {
    headers.add(name + ": " + value);
    return this;
  }

  Reply without(String name) {
    headers.removeIf(line -> line.startsWith(name + ":"));
    return this;
  }

  Reply framed(Framing newFraming) {
    framing = newFraming;
    return this;
  }

  Reply status(int newStatus) {
    status = newStatus;
    return this;
  }

  Reply body(byte[] newBody) {
    body = newBody;
    return this;
  }

  byte[] body() {
    return body;
  }

  Framing framing() {
    return framing;
  }

  byte[] head() {
    StringBuilder head = new StringBuilder("HTTP/1.1 %d Said So\r\n".formatted(status));
    head.append("Server: Kestrel\r\n");
    headers.forEach(line -> head.append(line).append("\r\n"));
    switch (framing) {
      case LENGTH -> {
        if (headers.stream().noneMatch(line -> line.startsWith("Content-Length:"))) {
          head.append("Content-Length: ").append(body.length).append("\r\n");
        }
      }
      case CHUNKED -> head.append("Transfer-Encoding: chunked\r\n");
      case CLOSE -> head.append("Connection: close\r\n");
    }
    return head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
  }
}
