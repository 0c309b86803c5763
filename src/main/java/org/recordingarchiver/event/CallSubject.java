package org.recordingarchiver.event;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The subject of a call event: {@code call/{serverCallId}}, {@code
 * call/{serverCallId}/startedBy/{rawId}}, {@code call/{serverCallId}/participant/{rawId}} or {@code
 * /caller/{rawId}/recipient/{rawId}} (WIRE.md 5.2).
 */
final class CallSubject {

  private static final Set<String> LABELS =
      Set.of("call", "startedby", "participant", "caller", "recipient");

  private final LabelledSegments segments;

  CallSubject(@Nullable String subject) {
    this.segments = new LabelledSegments(subject, LABELS);
  }

  @Nullable String serverCallId() {
    return segments.value("call");
  }

  @Nullable String startedBy() {
    return segments.value("startedby");
  }

  @Nullable String participant() {
    return segments.value("participant");
  }

  @Nullable String caller() {
    return segments.value("caller");
  }

  @Nullable String recipient() {
    return segments.value("recipient");
  }
}
