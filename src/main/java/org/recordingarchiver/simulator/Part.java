package org.recordingarchiver.simulator;

/** What a request asks for. */
public enum Part {
  /** GET of the recorded file. */
  CONTENT,
  /** GET of its metadata document. */
  METADATA,
  /** DELETE of both. */
  OBJECT
}
