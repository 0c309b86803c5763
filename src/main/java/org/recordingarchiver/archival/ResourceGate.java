package org.recordingarchiver.archival;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Pauses a resource for this run once it refuses our key for three different chunks in a row: a
 * rotated key fails all of them, and asking on would only cost time.
 */
final class ResourceGate {

  private static final Logger log = LoggerFactory.getLogger(ResourceGate.class);
  private static final int REFUSALS = 3;

  private final Map<String, Set<Long>> refused = new HashMap<>();
  private final Set<String> paused = new HashSet<>();

  synchronized void refused(String resource, long chunk, String message) {
    Set<Long> chunks = refused.computeIfAbsent(resource, name -> new HashSet<>());
    chunks.add(chunk);
    if (chunks.size() >= REFUSALS && paused.add(resource)) {
      log.error(
          "resource {} is paused for this run: it refused {} chunks in a row; check its key and this machine's clock. {}",
          resource,
          REFUSALS,
          message);
    }
  }

  synchronized void succeeded(String resource) {
    refused.remove(resource);
  }

  synchronized boolean isPaused(String resource) {
    return paused.contains(resource);
  }

  synchronized Set<String> paused() {
    return Set.copyOf(paused);
  }
}
