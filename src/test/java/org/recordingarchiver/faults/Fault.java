package org.recordingarchiver.faults;

import java.io.IOException;
import java.util.Set;

/**
 * One way in which a storage can misbehave.
 *
 * @param name as in src/docs/faults.md
 * @param causes what the ledger may call it if a chunk's content always meets it; empty if the
 *     right bytes come all the same
 */
record Fault(String name, Set<String> causes, Effect effect) {

  /** Answers one request wrongly. */
  interface Effect {
    void play(Exchange exchange) throws IOException;
  }

  Fault {
    causes = Set.copyOf(causes);
  }

  static Fault of(String name, Effect effect, String... causes) {
    return new Fault(name, Set.of(causes), effect);
  }

  /** A fault of answers to a range; a request for everything is broken off, to provoke one. */
  static Fault ofRange(String name, Effect effect, String... causes) {
    return of(
        name,
        exchange -> {
          if (exchange.request().isRanged()) {
            effect.play(exchange);
          } else {
            exchange.breakOff();
          }
        },
        causes);
  }

  boolean isHarmless() {
    return causes.isEmpty();
  }

  @Override
  public String toString() {
    return name;
  }
}
