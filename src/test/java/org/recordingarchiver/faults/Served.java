package org.recordingarchiver.faults;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

/** A chunk that the storage holds until it is deleted, with the faults around it. */
final class Served {

  private final Sample sample;
  private final Map<Part, Script> scripts = new EnumMap<>(Part.class);
  private final AtomicBoolean deleted = new AtomicBoolean();

  Served(Sample sample, Script content, Script metadata, Script object) {
    this.sample = sample;
    scripts.put(Part.CONTENT, content);
    scripts.put(Part.METADATA, metadata);
    scripts.put(Part.OBJECT, object);
  }

  Sample sample() {
    return sample;
  }

  String documentId() {
    return sample.documentId();
  }

  @SuppressWarnings("NullAway") // Each part has one.
  Script script(Part part) {
    return scripts.get(part);
  }

  /** Whether there was something to delete. */
  boolean delete() {
    return deleted.compareAndSet(false, true);
  }

  boolean isDeleted() {
    return deleted.get();
  }

  /** Whether a patient client gets both files in the end. */
  boolean canBeHad() {
    return script(Part.CONTENT).ends() && script(Part.METADATA).ends();
  }

  /** Whether metadata may be given up because there were too many bad answers in all. */
  boolean mayMissMetadata() {
    int bad = script(Part.CONTENT).length() + script(Part.METADATA).length();
    return bad >= StormyArchiver.ATTEMPTS && !script(Part.METADATA).isEmpty();
  }

  boolean mayNameNoTotal() {
    return script(Part.CONTENT).mayNameNoTotal() || script(Part.METADATA).mayNameNoTotal();
  }

  @Override
  public String toString() {
    return "%s (%,d bytes; content %s, metadata %s, DELETE %s)"
        .formatted(
            documentId(),
            sample.content().length,
            script(Part.CONTENT),
            script(Part.METADATA),
            script(Part.OBJECT));
  }
}
