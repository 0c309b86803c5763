package org.recordingarchiver.faults;

import java.io.IOException;
import java.util.Set;

/**
 * One way in which a storage can misbehave.
 *
 * @param name as in src/docs/faults.md
 * @param causes what the ledger may call it if a chunk's content always meets it; empty if the
 *     right bytes come all the same
 * @param least requests that must meet it before it shows
 */
record Fault(String name, Set<String> causes, Effect effect, int least) {

  /** Answers one request wrongly. */
  interface Effect {
    void play(Exchange exchange) throws IOException;
  }

  Fault {
    causes = Set.copyOf(causes);
  }

  static Fault of(String name, Effect effect, String... causes) {
    return new Fault(name, Set.of(causes), effect, 1);
  }

  /** A fault of answers to a range; a request for everything is broken off, to provoke one. */
  static Fault ofRange(String name, Effect effect, String... causes) {
    return new Fault(
        name,
        Set.of(causes),
        exchange -> {
          if (exchange.request().isRanged()) {
            effect.play(exchange);
          } else {
            exchange.breakOff();
          }
        },
        2);
  }

  /** The same fault, if it takes so many requests to show. */
  Fault showingAfter(int requests) {
    return new Fault(name, causes, effect, requests);
  }

  boolean isHarmless() {
    return causes.isEmpty();
  }

  @Override
  public String toString() {
    return name;
  }
}
