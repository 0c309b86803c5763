package org.recordingarchiver.simulator;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** What the storage holds. */
final class StoredObjects {

  private final Map<String, Stored> objects = new ConcurrentHashMap<>();

  void put(String documentId, Payload content, @Nullable Payload metadata) {
    objects.put(documentId, new Stored(content, metadata));
  }

  /** Removes content and metadata; says whether they were there. */
  boolean remove(String documentId) {
    return objects.remove(documentId) != null;
  }

  void forgetAll() {
    objects.clear();
  }

  boolean holds(String documentId) {
    return objects.containsKey(documentId);
  }

  @Nullable Payload find(Target target) {
    Stored stored = objects.get(target.documentId());
    if (stored == null) {
      return null;
    }
    return switch (target.part()) {
      case CONTENT -> stored.content;
      case METADATA -> stored.metadata;
      case OBJECT -> null;
    };
  }

  private record Stored(Payload content, @Nullable Payload metadata) {}
}
