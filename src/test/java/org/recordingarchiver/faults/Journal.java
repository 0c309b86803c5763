package org.recordingarchiver.faults;

import java.time.Instant;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** What the server saw, as it happened. */
final class Journal {

  /**
   * A request.
   *
   * @param port where it came in
   * @param fault what it met; empty if it was answered well
   */
  record Seen(
      Instant at,
      int port,
      String method,
      String path,
      String range,
      boolean signed,
      String fault) {}

  private final Queue<Seen> seen = new ConcurrentLinkedQueue<>();
  private final Queue<String> offences = new ConcurrentLinkedQueue<>();

  void note(Request request, boolean signed, String fault) {
    seen.add(
        new Seen(
            Instant.now(),
            request.port(),
            request.method(),
            request.path(),
            request.header("range"),
            signed,
            fault));
  }

  /** What a client of ours must never do. */
  void offence(String text) {
    offences.add(text);
  }

  List<Seen> seen() {
    return List.copyOf(seen);
  }

  List<String> offences() {
    return List.copyOf(offences);
  }

  /** The last requests for a chunk, for messages. */
  String story(String documentId) {
    List<String> lines =
        seen.stream()
            .filter(it -> it.path().contains(documentId))
            .map(it ->
                "%s %s %s %s: %s"
                    .formatted(it.at(), it.method(), it.path(), it.range(), it.fault()))
            .toList();
    return String.join("\n    ", lines.subList(Math.max(0, lines.size() - 12), lines.size()));
  }
}
