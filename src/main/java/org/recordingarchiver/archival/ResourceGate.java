package org.recordingarchiver.archival;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Pauses a resource for this run once it refuses our key for three different chunks in a row: a
 * rotated key fails all of them, and asking on would only cost time. A resource that the last run
 * paused is sent one probe; another refusal pauses it again at once.
 */
final class ResourceGate {

  private static final Logger log = LoggerFactory.getLogger(ResourceGate.class);
  private static final int REFUSALS = 3;

  private final Memory memory;
  private final Map<String, Set<Long>> refused = new HashMap<>();
  private final Set<String> paused = new HashSet<>();
  private final Set<String> remembered;
  private final Set<String> suspects;
  private final Map<String, Probe> probes = new HashMap<>();

  /** What outlives the run. */
  interface Memory {

    void paused(String resource, String message);

    void resumed(String resource);
  }

  /**
   * @param suspects resources that the last run paused
   */
  ResourceGate(Set<String> suspects, Memory memory) {
    this.memory = memory;
    this.remembered = new HashSet<>(suspects);
    this.suspects = new HashSet<>(suspects);
  }

  /** Whether this chunk may be tried now. Each one admitted must be told of by {@link #left}. */
  synchronized boolean admit(String resource, long chunk) {
    if (closed().contains(resource)) {
      return false;
    }
    if (suspects.contains(resource)) {
      probes.put(resource, new Probe(chunk, new CountDownLatch(1)));
    }
    return true;
  }

  /** A try ended, whatever came of it; refusal or success were told before. */
  synchronized void left(String resource, long chunk) {
    Probe probe = probes.get(resource);
    if (probe != null && probe.chunk() == chunk) {
      probes.remove(resource);
      suspects.remove(resource);
      probe.ended().countDown();
    }
  }

  /** Memory is told outside of the lock: it may have to wait, and lanes must not wait for it. */
  void refused(String resource, long chunk, String message) {
    if (pauses(resource, chunk, message)) {
      memory.paused(resource, message);
    }
  }

  private synchronized boolean pauses(String resource, long chunk, String message) {
    Set<Long> chunks = refused.computeIfAbsent(resource, name -> new HashSet<>());
    chunks.add(chunk);
    boolean failedProbe = suspects.contains(resource);
    if ((failedProbe || chunks.size() >= REFUSALS) && paused.add(resource)) {
      log.error(
          "resource {} is paused for this run: it refused {}; check its key and this machine's clock. {}",
          resource,
          failedProbe ? "our key again" : REFUSALS + " chunks in a row",
          message);
      remembered.add(resource);
      return true;
    }
    return false;
  }

  void succeeded(String resource) {
    if (resumes(resource)) {
      memory.resumed(resource);
    }
  }

  private synchronized boolean resumes(String resource) {
    refused.remove(resource);
    return !paused.contains(resource) && remembered.remove(resource);
  }

  synchronized boolean isPaused(String resource) {
    return paused.contains(resource);
  }

  synchronized Set<String> paused() {
    return Set.copyOf(paused);
  }

  /** Resources whose chunks are to be left alone now: paused, or waiting for the probe's end. */
  synchronized Set<String> closed() {
    Set<String> closed = new HashSet<>(paused);
    closed.addAll(probes.keySet());
    return closed;
  }

  /** Whether some chunks may be had as soon as a probe has ended. */
  synchronized boolean isProbing() {
    return !probes.isEmpty();
  }

  /** Waits for the end of a probe, {@code millis} at most. */
  void awaitProbe(long millis) throws InterruptedException {
    Optional<Probe> probe = anyProbe();
    if (probe.isPresent() && !probe.get().ended().await(millis, TimeUnit.MILLISECONDS)) {
      log.debug("still waiting for the probe with chunk {}", probe.get().chunk());
    }
  }

  private synchronized Optional<Probe> anyProbe() {
    return probes.values().stream().findAny();
  }

  private record Probe(long chunk, CountDownLatch ended) {}
}
