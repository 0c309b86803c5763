package org.recordingarchiver.simulator;

/** The body of a refused GET (WIRE.md 1.9); a refused DELETE has none. */
final class Unauthorized {

  static final String JSON =
      """
      {
        "title": "Unauthorized",
        "status": 401,
        "instance": "/microsoft/ic3/ams///trace-id/00-00000000000000000000000000000000-0000000000000000-00",
        "message": "Unauthorized",
        "traceId": "00-00000000000000000000000000000000-0000000000000000-00"
      }
      """;

  private Unauthorized() {}
}
