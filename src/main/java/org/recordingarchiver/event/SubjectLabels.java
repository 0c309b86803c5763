package org.recordingarchiver.event;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The labelled segments of a recording's subject, each of them optional (WIRE.md 2.3): {@code
 * /recording/call/{callId}/serverCallId/{serverCallId}/recordingId/{recordingId}}.
 */
final class SubjectLabels {

  private static final Set<String> LABELS = Set.of("call", "servercallid", "recordingid");

  private final Map<String, String> values = new HashMap<>();

  SubjectLabels(@Nullable String subject) {
    String label = "";
    for (String segment : subject == null ? new String[0] : subject.split("/")) {
      String lower = segment.toLowerCase(Locale.ROOT);
      if (LABELS.contains(lower)) {
        label = lower;
      } else if (!segment.isEmpty()) {
        // An id with a slash in it stays whole.
        values.merge(label, segment, (first, second) -> first + "/" + second);
      }
    }
  }

  @Nullable String callId() {
    return values.get("call");
  }

  @Nullable String serverCallId() {
    return values.get("servercallid");
  }

  @Nullable String recordingId() {
    return values.get("recordingid");
  }
}
