package org.recordingarchiver.event;

/** What became of one piece of the input. */
public sealed interface Reading permits Event, Unreadable {

  /** The piece itself, secrets cut out. */
  RawMessage raw();
}
