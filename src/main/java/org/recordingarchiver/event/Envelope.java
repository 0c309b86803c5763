package org.recordingarchiver.event;

import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What every event has, whatever its type.
 *
 * @param source CloudEvents' {@code source}, Event Grid's {@code topic}
 * @param time null if missing or not a time
 */
public record Envelope(
    Form form,
    String id,
    String source,
    String type,
    @Nullable String subject,
    @Nullable Instant time) {

  /** The two forms in which Event Grid delivers. */
  public enum Form {
    EVENT_GRID,
    CLOUD_EVENTS
  }

  /**
   * The name of the ACS resource: the last segment of the source in lower case, without the
   * trailing slash or brace that some senders leave there (WIRE.md 2.2). Empty if there is none.
   */
  public String resource() {
    String path = source;
    while (hasStrayEnd(path)) {
      path = path.substring(0, path.length() - 1);
    }
    return lastSegment(path).toLowerCase(Locale.ROOT);
  }

  private static boolean hasStrayEnd(String path) {
    return path.endsWith("/") || (path.endsWith("}") && lastSegment(path).indexOf('{') < 0);
  }

  private static String lastSegment(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }
}
