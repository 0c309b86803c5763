package org.recordingarchiver.store;

import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/** Names that no other process makes, and each only once; cheaper than a UUID for each. */
final class UniqueNames {

  private final String process = UUID.randomUUID() + "-";
  private final AtomicLong count = new AtomicLong();

  String next() {
    return process + count.incrementAndGet();
  }
}
