package org.recordingarchiver.source;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds the keys of a resource, whatever the letter case of its name. */
final class KeyRings {

  private final Map<String, KeyRing> named = new HashMap<>();
  private final @Nullable KeyRing others;

  KeyRings(SourceSettings settings) {
    settings
        .resources()
        .forEach((name, it) -> {
          KeyRing ring = ring(it.connectionString(), it.secondaryKey());
          if (ring != null) {
            named.put(SourceSettings.folded(name), ring);
          }
        });
    this.others = ring(settings.connectionString(), settings.secondaryKey());
  }

  KeyRing of(String resource) throws Unsuccessful {
    KeyRing ring = named.getOrDefault(SourceSettings.folded(resource), others);
    if (ring == null) {
      throw new Unsuccessful(missing(Legible.line(resource, 100)));
    }
    return ring;
  }

  private static @Nullable KeyRing ring(
      @Nullable ConnectionString connection, @Nullable AccessKey secondaryKey) {
    return connection == null ? null : new KeyRing(connection, secondaryKey);
  }

  private static Failure missing(String resource) {
    return new Failure.Unauthorized(
        0,
        "no connection string for resource %s: set archiver.source.resources.%s.connection-string"
                .formatted(resource, resource)
            + " or archiver.source.connection-string");
  }
}
