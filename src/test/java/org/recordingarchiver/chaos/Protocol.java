package org.recordingarchiver.chaos;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;

/** What was done to a world, and what was found to be amiss. Safe for use by many threads. */
final class Protocol {

  private final ConcurrentLinkedQueue<String> deeds = new ConcurrentLinkedQueue<>();
  private final ConcurrentLinkedQueue<String> objections = new ConcurrentLinkedQueue<>();

  /** Counts a deed. */
  void did(String deed) {
    deeds.add(deed);
  }

  void object(String objection) {
    objections.add(objection);
  }

  List<String> objections() {
    return List.copyOf(objections);
  }

  /** Each deed with its number. */
  String summary() {
    Map<String, Long> counts =
        deeds.stream()
            .collect(Collectors.groupingBy(deed -> deed, TreeMap::new, Collectors.counting()));
    return counts.entrySet().stream()
        .map(deed -> deed.getValue() + " × " + deed.getKey())
        .collect(Collectors.joining("; "));
  }
}
