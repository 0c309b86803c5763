package org.recordingarchiver.chaos;

import org.recordingarchiver.simulator.DemoRecording;
import org.recordingarchiver.simulator.DemoRecording.Mishap;

/** A chunk as the source has it. */
record Served(DemoRecording recording, DemoRecording.Chunk chunk) {

  String documentId() {
    return chunk.documentId();
  }

  byte[] content() {
    return chunk.media().content().bytes();
  }

  byte[] metadata() {
    return chunk.metadata().bytes();
  }

  /** Gone before its event came: nobody can have it. */
  boolean isExpired() {
    return recording.mishap() == Mishap.EXPIRED;
  }
}
