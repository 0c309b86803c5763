package org.recordingarchiver.support;

import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * Work on a thread of its own: all tests of a JVM share the common pool, which may have but one.
 */
public final class OwnThread {

  private OwnThread() {}

  public static <T> CompletableFuture<T> supply(Supplier<T> work) {
    return CompletableFuture.supplyAsync(work, run -> Thread.ofPlatform().daemon().start(run));
  }
}
