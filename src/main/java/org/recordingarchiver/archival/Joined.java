package org.recordingarchiver.archival;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** What another thread was asked for. */
final class Joined {

  private Joined() {}

  /** Waits for it, interrupted or not; throws what the other thread threw. */
  static <T> T of(CompletableFuture<T> result) {
    try {
      return result.join();
    } catch (CompletionException e) {
      switch (e.getCause()) {
        case RuntimeException cause -> throw cause;
        case Error cause -> throw cause;
        case null, default -> throw e;
      }
    }
  }
}
