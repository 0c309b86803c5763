package org.recordingarchiver.simulator;

import java.time.Duration;
import java.util.Map;

/** One way in which storage answers a well-signed request other than it should. */
public sealed interface Fault {

  /** A fixed answer in place of the real one. */
  record Respond(int status, Map<String, String> headers, String body) implements Fault {
    public Respond {
      headers = Map.copyOf(headers);
    }
  }

  /** 302 to the same path at the simulator's second port, which itself never redirects. */
  record Redirect() implements Fault {}

  /** 200 with no bytes at all, as seen just after an event (WIRE.md 7). */
  record Empty() implements Fault {}

  /** Announces everything, sends so many bytes, then closes the connection. */
  record Cut(long afterBytes) implements Fault {}

  /** Complete as HTTP, yet fewer bytes than the total that {@code Content-Range} names. */
  record Truncated(long bytes) implements Fault {}

  /** Sends at this pace. */
  record Slow(long bytesPerSecond) implements Fault {
    public Slow {
      if (bytesPerSecond < 1) {
        throw new IllegalArgumentException("not a pace: " + bytesPerSecond + " bytes per second");
      }
    }
  }

  /** Answers 200 with the whole file, whatever range was asked. */
  record RangeIgnored() implements Fault {}

  /** Names neither length nor total: a chunked answer without {@code Content-Range}. */
  record NoLength() implements Fault {}

  /** 503 with {@code Retry-After}. */
  static Fault unavailable(Duration retryAfter) {
    return new Respond(503, retryAfter(retryAfter), "");
  }

  /** 429 with {@code Retry-After}. */
  static Fault throttled(Duration retryAfter) {
    return new Respond(429, retryAfter(retryAfter), "");
  }

  /** 401, as if the key were not the resource's. */
  static Fault unauthorized() {
    return new Respond(401, Map.of("Content-Type", "application/json"), Unauthorized.JSON);
  }

  /** 400 with a page of HTML, as users saw now and then (WIRE.md 7). */
  static Fault badRequestPage() {
    return new Respond(
        400,
        Map.of("Content-Type", "text/html"),
        "<html><head><title>400 Bad Request</title></head><body>Bad Request</body></html>");
  }

  /** 404 without a body: not there yet, or no longer. */
  static Fault notFound() {
    return new Respond(404, Map.of(), "");
  }

  /** 302 to any address, also to one that must not be followed. */
  static Fault redirectTo(String location) {
    return new Respond(302, Map.of("Location", location), "");
  }

  private static Map<String, String> retryAfter(Duration delay) {
    return Map.of("Retry-After", Long.toString(delay.toSeconds()));
  }
}
