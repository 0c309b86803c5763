package org.recordingarchiver.event;

/** An event of a type that is kept as received. */
public record OtherEvent(Envelope envelope, RawMessage raw) implements Event {}
