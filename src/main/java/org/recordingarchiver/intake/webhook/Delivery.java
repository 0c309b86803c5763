package org.recordingarchiver.intake.webhook;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.recordingarchiver.event.Reading;

/**
 * What one request brought.
 *
 * @param readings all that is in it
 * @param committed completes when all of it is kept; cancelled when its sender was told to come
 *     again
 */
record Delivery(List<Reading> readings, CompletableFuture<Void> committed) {

  Delivery {
    readings = List.copyOf(readings);
  }

  static Delivery of(List<Reading> readings) {
    return new Delivery(readings, new CompletableFuture<>());
  }
}
