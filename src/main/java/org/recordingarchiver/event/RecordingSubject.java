package org.recordingarchiver.event;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The labelled segments of a recording's subject, each of them optional (WIRE.md 2.3): {@code
 * /recording/call/{callId}/serverCallId/{serverCallId}/recordingId/{recordingId}}.
 */
final class RecordingSubject {

  private static final Set<String> LABELS = Set.of("call", "servercallid", "recordingid");

  private final LabelledSegments segments;

  RecordingSubject(@Nullable String subject) {
    this.segments = new LabelledSegments(subject, LABELS);
  }

  @Nullable String callId() {
    return segments.value("call");
  }

  @Nullable String serverCallId() {
    return segments.value("servercallid");
  }

  @Nullable String recordingId() {
    return segments.value("recordingid");
  }
}
