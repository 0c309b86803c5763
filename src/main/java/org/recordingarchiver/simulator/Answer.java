package org.recordingarchiver.simulator;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An answer before it is sent.
 *
 * @param from first byte of the payload to send
 * @param announced what {@code Content-Length} says, or {@link #UNKNOWN}
 * @param sent how many bytes are sent; fewer than announced means that the connection is cut
 */
record Answer(
    int status,
    Map<String, String> headers,
    Payload payload,
    long from,
    long announced,
    long sent,
    long bytesPerSecond) {

  static final long UNKNOWN = -1;
  static final long UNLIMITED = Long.MAX_VALUE;

  private static final Payload NOTHING = Payload.of(new byte[0]);
  private static final Map<String, String> MEDIA =
      Map.of(
          "Content-Type", "application/octet-stream",
          "Cache-Control", "no-cache, max-age=0, s-maxage=0, private");

  static Answer empty(int status) {
    return of(status, Map.of(), NOTHING);
  }

  static Answer of(Fault.Respond fault) {
    byte[] body = fault.body().getBytes(StandardCharsets.UTF_8);
    return of(fault.status(), fault.headers(), Payload.of(body));
  }

  static Answer redirect(String location) {
    return of(302, Map.of("Location", location), NOTHING);
  }

  static Answer unauthorized(String method) {
    boolean silent = method.equals("DELETE");
    return silent ? empty(401) : of((Fault.Respond) Fault.unauthorized());
  }

  /** All of it: 200, and yet with {@code Content-Range} (WIRE.md 1.9). */
  static Answer whole(Payload payload) {
    long length = payload.length();
    Map<String, String> headers =
        length == 0 ? MEDIA : media("bytes 0-" + (length - 1) + "/" + length);
    return of(200, headers, payload);
  }

  static Answer range(Payload payload, ByteRange range) {
    long length = payload.length();
    if (!range.beginsWithin(length)) {
      return of(416, Map.of("Content-Range", "bytes */" + length), NOTHING);
    }
    String content = "bytes " + range.first() + "-" + range.last() + "/" + length;
    return new Answer(
        206, media(content), payload, range.first(), range.count(), range.count(), UNLIMITED);
  }

  static Answer asked(Payload payload, @Nullable String rangeHeader) {
    ByteRange range = ByteRange.of(rangeHeader, payload.length());
    return range == null ? whole(payload) : range(payload, range);
  }

  Answer emptied() {
    return of(200, MEDIA, NOTHING);
  }

  Answer cutAfter(long bytes) {
    return sending(announced, Math.min(bytes, sent));
  }

  Answer truncatedTo(long bytes) {
    long shorter = Math.min(bytes, sent);
    return sending(shorter, shorter);
  }

  Answer slowedTo(long pace) {
    return new Answer(status, headers, payload, from, announced, sent, pace);
  }

  Answer withoutLength() {
    return new Answer(status, MEDIA, payload, from, UNKNOWN, sent, bytesPerSecond);
  }

  private Answer sending(long newAnnounced, long newSent) {
    return new Answer(status, headers, payload, from, newAnnounced, newSent, bytesPerSecond);
  }

  private static Answer of(int status, Map<String, String> headers, Payload payload) {
    return new Answer(status, headers, payload, 0, payload.length(), payload.length(), UNLIMITED);
  }

  private static Map<String, String> media(String contentRange) {
    Map<String, String> headers = new HashMap<>(MEDIA);
    headers.put("Content-Range", contentRange);
    return Map.copyOf(headers);
  }
}
