package org.recordingarchiver.event;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A subject's segments by the label before them, in whatever case it is written. */
final class LabelledSegments {

  private final Map<String, String> values = new HashMap<>();

  /**
   * @param labels in lower case
   */
  LabelledSegments(@Nullable String subject, Set<String> labels) {
    String label = "";
    for (String segment : subject == null ? new String[0] : subject.split("/")) {
      String lower = segment.toLowerCase(Locale.ROOT);
      if (labels.contains(lower)) {
        label = lower;
      } else if (!segment.isEmpty()) {
        // An id with a slash in it stays whole.
        values.merge(label, segment, (first, second) -> first + "/" + second);
      }
    }
  }

  @Nullable String value(String label) {
    return values.get(label);
  }
}
